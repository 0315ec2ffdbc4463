"""Headers of Jira's exports in the languages of its users.

An export names its columns in the language of the person who makes it; fields that
administrators add keep their own names. Sources: exports and their readers in public
repositories, in English, German, Spanish, French and Portuguese.
"""

from collections.abc import Iterable, Mapping

from pipelines.headers import normalise
from pipelines.region import Target
from pipelines.sources import columns_of
from pmo.tables import Table

IN_OTHER_WORDS = {
    "Issue key": ("Vorgangsschlüssel", "Clave de incidencia", "Clave de la incidencia",
                  "Clé de ticket", "Clé de demande", "Chave da item", "Chave do item"),
    "Issue id": ("Vorgangs-ID", "Vorgangsnummer", "ID de la incidencia", "ID de incidencia",
                 "ID de ticket", "ID du ticket", "ID da item", "ID do item"),
    "Issue Type": ("Vorgangstyp", "Vorgangsart", "Tipo de Incidencia", "Type de ticket",
                   "Type de demande", "Tipo de item", "Tipo do item"),
    "Summary": ("Zusammenfassung", "Resumen", "Résumé", "Resumo"),
    "Status": ("Estado", "État", "Statut"),
    "Project key": ("Projektschlüssel", "Clave del proyecto", "Clave de proyecto",
                    "Clé de projet", "Clé du projet", "Chave do projeto"),
    "Project name": ("Projektname", "Nombre del proyecto", "Nombre de proyecto", "Nom du projet",
                     "Nom de projet", "Nome do projeto"),
    "Project type": ("Projekttyp", "Tipo de proyecto", "Type de projet", "Tipo de projeto"),
    "Project lead": ("Projektleiter", "Projektleitung", "Responsable del proyecto",
                     "Responsable du projet", "Líder do projeto"),
    "Assignee": ("Zugewiesene Person", "Bearbeiter", "Persona asignada", "Responsable",
                 "Personne assignée", "Attribution", "Responsável"),
    "Created": ("Erstellt", "Creada", "Creado", "Création", "Créé", "Criado", "Criado(a)"),
    "Updated": ("Aktualisiert", "Actualizada", "Actualizado", "Mise à jour", "Atualizado(a)",
                "Atualizado"),
    "Resolved": ("Erledigt", "Gelöst", "Resuelta", "Resuelto", "Résolue", "Résolu", "Resolvido",
                 "Resolvido(a)"),
    "Due Date": ("Due date", "Fälligkeitsdatum", "Fällig am", "Fecha de vencimiento", "Échéance",
                 "Date d'échéance", "Data limite", "Data de vencimento"),
    "Priority": ("Priorität", "Prioridad", "Priorité", "Prioridade"),
    "Original Estimate": ("Original estimate", "Ursprüngliche Schätzung", "Estimación original",
                          "Estimation originale", "Estimation initiale", "Estimativa original"),
    "Remaining Estimate": ("Remaining estimate", "Verbleibende Schätzung", "Restschätzung",
                           "Estimación restante", "Estimation restante", "Estimativa restante"),
    "Time Spent": ("Time spent", "Aufgewendete Zeit", "Benötigte Zeit", "Tiempo empleado",
                   "Tiempo trabajado", "Temps consacré", "Temps passé", "Tempo gasto"),
    "Work Ratio": ("Arbeitsverhältnis", "Ratio de trabajo", "Ratio de travail",
                   "Proporção de trabalho"),
    "Labels": ("Stichwörter", "Etiquetas", "Étiquettes", "Categorias"),
    "Parent": ("Übergeordnet", "Principal", "Tarea principal", "Pai"),
    "Parent id": ("Parent ID", "Übergeordnete ID", "ID de la tarea principal", "ID parent",
                  "ID do pai"),
    "Parent key": ("Übergeordneter Schlüssel", "Clave principal", "Clé parent", "Chave do pai"),
    "Reporter": ("Autor", "Informador", "Rapporteur", "Relator"),
    "Sprint": (),
    "Custom field (Epic Link)": (
        "Benutzerdefinierte Felder (Epic-Verknüpfung)", "Benutzerdefinierte Felder (Epic Link)",
        "Campo personalizado (Epic Link)", "Campo personalizado (Enlace de epic)",
        "Champs personnalisés (Epic Link)", "Champs personnalisés (Lien d'épopée)",
    ),
}  # fmt: skip
SUM = "Σ "  # of an issue and those below it, which are rows of their own
IDS = ("Issue key", "Issue id", "Issue Type")  # no other export that we know has all three


def words(header: str) -> tuple[str, ...]:
    """Return a header and what it is called in other languages."""
    return (header, *IN_OTHER_WORDS.get(header, ()))


KNOWN = {normalise(word): header for header in IN_OTHER_WORDS for word in words(header)}


def sign(header: str) -> str:
    """Sign of a source: the header in any of the languages."""
    return "|".join(words(header))


def headers(
    table: Table, named: Mapping[str, str], *, left: Iterable[str] = ()
) -> dict[str, tuple[Target, ...]]:
    """What headers fill, in every language.

    Args:
        table: the canonical table.
        named: canonical column by English header.
        left: English headers that are known and not loaded.
    """
    sums = [f"{SUM}{word}" for name in named for word in words(name)]
    return columns_of(
        table,
        {word: column for name, column in named.items() for word in words(name)},
        left=(*sums, *(word for name in left for word in words(name))),
    )


def seconds(*named: str) -> dict[str, str]:
    """Unit of headers whose numbers count seconds, in every language."""
    return {word: "s" for name in named for word in words(name)}
