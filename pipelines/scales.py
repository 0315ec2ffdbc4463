"""Words for thousands, millions and billions, beside amounts and in headers."""

from decimal import Decimal

SCALES = {
    "thousand": (1_000, ("k", "thousand", "thousands", "000", "000s", "tsd", "mille")),
    "million": (1_000_000, ("m", "mn", "mm", "mio", "mill", "million", "millions", "millionen")),
    "billion": (1_000_000_000, ("b", "bn", "bln", "mrd", "billion", "billions", "milliarden")),
}
SCALE_OF_WORD = {word: Decimal(scale) for scale, words in SCALES.values() for word in words}
OPEN_SCALE = "mil"  # a million in one language, a thousand in another
