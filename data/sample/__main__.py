"""Write the files of the embedded portfolios, their manifest and what is true of them."""

import sys
from pathlib import Path

from data.sample.write import write_all

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name in write_all(folder):
        print(name)
