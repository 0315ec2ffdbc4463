"""Lists in Italian, Polish, Swedish and Norwegian are read without a click."""

from datetime import date

ITALIAN = """\
Codice;Progetto;Fase;Semaforo;Data inizio prevista;Data fine prevista;Avanzamento;Budget (€)
P-01;Nuovo portale;Esecuzione;Giallo;15/01/2026;30/09/2026;45%;120.000,00
P-02;ERP;Pianificazione;Verde;01/03/2026;31/12/2026;10%;80.000,00
"""
SWEDISH = """\
Risk-ID;Projekt;Beskrivning;Sannolikhet;Åtgärd;Ansvarig;Status;Förfallodatum
R1;P-1;Leverantören blir sen;Hög;Följ upp veckovis;Eva Lund;Öppen;2026-05-15
R2;P-1;Brist på testare;Låg;Hyr in;Per Ek;Stängd;2026-04-17
"""
NORWEGIAN = """\
Prosjekt;Milepæl;Planlagt dato;Forventet dato;Faktisk dato;Ansvarlig
P-1;Kontrakt signert;15.01.2026;20.01.2026;20.01.2026;Kari Dahl
P-1;Idriftsettelse;30.06.2026;31.07.2026;;Kari Dahl
"""
POLISH = """\
Nr projektu;Nazwa projektu;Kierownik projektu;Budżet;Wykonanie;Prognoza;Waluta
P-01;Portal;Anna Nowak;120000;45000;118000;PLN
P-02;Sieć;Jan Kowalski;80000;10000;85000;PLN
"""


def written(folder, text):
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_italian_register(loaded, tmp_path):
    taken = loaded(written(tmp_path, ITALIAN))
    assert taken.questions == {}
    assert taken.column("projects", "health_overall") == {"P-01": "Giallo", "P-02": "Verde"}
    finish = taken.column("projects", "forecast_finish_date")
    assert finish == {"P-01": date(2026, 9, 30), "P-02": date(2026, 12, 31)}
    assert taken.column("budget_lines", "amount") == {"P-01": 12_000_000, "P-02": 8_000_000}


def test_a_swedish_list_of_risks(loaded, tmp_path):
    taken = loaded(written(tmp_path, SWEDISH))
    assert taken.column("risks", "state", key="risk_id") == {"R1": "open", "R2": "closed"}
    due = taken.column("risks", "due_date", key="risk_id")
    assert due == {"R1": date(2026, 5, 15), "R2": date(2026, 4, 17)}
    assert taken.column("risks", "owner", key="risk_id") == {"R1": "Eva Lund", "R2": "Per Ek"}


def test_norwegian_milestones(loaded, tmp_path):
    taken = loaded(written(tmp_path, NORWEGIAN), accept=True)
    forecast = taken.column("milestones", "forecast_date", key="milestone_name")
    assert forecast == {
        "Kontrakt signert": date(2026, 1, 20),
        "Idriftsettelse": date(2026, 7, 31),
    }


def test_a_polish_budget(loaded, tmp_path):
    taken = loaded(written(tmp_path, POLISH), accept=True)
    forecast = taken.column("budget_lines", "amount", where="measure = 'forecast'")
    assert forecast == {"P-01": 11_800_000, "P-02": 8_500_000}
    assert taken.column("projects", "manager") == {"P-01": "Anna Nowak", "P-02": "Jan Kowalski"}


def test_a_french_register_with_its_revised_dates_and_budget(loaded, tmp_path):
    text = (
        "Chantier;Budget initial (k€);Budget actualisé (k€);Facturé (k€);"
        "Date de fin initiale;Date de fin prévisionnelle\n"
        "Portail;250;260;120;30/06/2026;15/07/2026\n"
        "ERP;900;1050;410;31/12/2026;31/03/2027\n"
    )
    taken = loaded(written(tmp_path, text), accept=True)
    finish = taken.column("projects", "forecast_finish_date")
    assert finish == {"Portail": date(2026, 7, 15), "ERP": date(2027, 3, 31)}
    amounts = taken.column("budget_lines", "amount", key="measure", where="project_id = 'Portail'")
    assert amounts == {
        "original budget": 25_000_000,
        "approved budget": 26_000_000,
        "actual": 12_000_000,
    }
