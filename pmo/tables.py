"""Every canonical table and column, declared once.

Schema, checks, recognition, the definitions page and the documentation are made from these
constants. The aliases are what senders write above a column; they are compared after
normalisation (case, spaces, brackets), longest first. A column's words are what senders write
for one of its values, in a cell or in the header of a column of amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from pmo.names import COMMON, further_names

TEXT = "text"
DATE = "date"
DATETIME = "datetime"  # an instant in UTC, without zone
MONEY = "money"  # integer minor units of the row's currency
MINUTES = "minutes"  # integer
SHARE = "share"  # 0..1
COUNT = "count"  # integer
NUMBER = "number"
BOOLEAN = "boolean"

UNITS = {
    TEXT: "",
    DATE: "day",
    DATETIME: "instant, UTC",
    MONEY: "minor units of the currency",
    MINUTES: "minutes",
    SHARE: "share, 0 to 1",
    COUNT: "count",
    NUMBER: "number",
    BOOLEAN: "yes or no",
}

POLARS_TYPES = {
    TEXT: pl.String(),
    DATE: pl.Date(),
    DATETIME: pl.Datetime("us"),
    MONEY: pl.Int64(),
    MINUTES: pl.Int64(),
    SHARE: pl.Float64(),
    COUNT: pl.Int64(),
    NUMBER: pl.Float64(),
    BOOLEAN: pl.Boolean(),
}

STATE = "state"  # rows hold at their status date and only there
EVENT = "event"  # rows have a date of their own; at a status date all rows up to it count
STANDING = "standing"  # kept by hand or by import; the newest row of a key holds
RECORD = "record"  # the warehouse's own books; no file fills them


@dataclass(frozen=True)
class Column:
    """One canonical column; its unit follows from its type."""

    name: str
    type: str
    meaning: str
    aliases: tuple[str, ...] = ()
    required: bool = False  # without it the row says nothing and is rejected
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What one of its numbers counts."""
        return UNITS[self.type]


@dataclass(frozen=True)
class Table:
    """One canonical table."""

    name: str
    kind: str
    grain: str
    key: tuple[str, ...]  # besides the organisation and, for state, the status date
    columns: tuple[Column, ...]
    event_date: str | None = None  # the column that dates an event
    is_shared: bool = False  # a plan describes its project too: its rows are secondary

    def __post_init__(self) -> None:
        """Let each column be known by the further names that senders write."""
        columns = tuple(
            replace(
                one, aliases=(*dict.fromkeys((*one.aliases, *further_names(self.name, one.name))),)
            )
            for one in self.columns
        )
        object.__setattr__(self, "columns", columns)

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name, common ones included."""
        return next(column for column in self.all_columns if column.name == name)

    @property
    def common_columns(self) -> tuple[Column, ...]:
        """Columns that every row has besides its own: whose it is and where it came from."""
        if self.kind == RECORD:
            return ()
        return (ORGANISATION, *((STATUS_DATE,) if self.kind == STATE else ()), *PROVENANCE)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Common columns first, then its own."""
        return (*self.common_columns, *self.columns)


ORGANISATION = Column("organisation", TEXT, "Whose portfolio the row belongs to.", required=True)
STATUS_DATE = Column(
    "status_date",
    DATE,
    "The date that the row speaks for, normally a month end.",
    (
        *("status date", "report date", "date reported as of", "reporting date", "data date"),
        *("as at", *further_names(COMMON, "status_date")),
    ),
    required=True,
)
PROVENANCE = (
    Column("load_id", COUNT, "The load that brought the row.", required=True),
    Column("family", TEXT, "Template family of the region that the row came from."),
    Column("source_sheet", TEXT, "Sheet of the sender's file; empty in a text file."),
    Column("source_row", COUNT, "Row of the sheet, or line of the text file, as Excel shows it."),
    Column("source_cell", TEXT, "Cell of the value, where the sheet was unpivoted or transposed."),
)

PROJECT_ID = Column(
    "project_id",
    TEXT,
    "The project's key; the name where the sender has no key.",
    (
        "project id", "project code", "project no", "project number", "project key", "project ref",
        "pid", "initiative id", "projektnr", "projekt-id", "psp", "n° projet", "code projet",
        "código de proyecto", "código do projeto", "project", "projekt", "projet", "proyecto",
        "projeto", "code", "charge code",
    ),
    required=True,
)  # fmt: skip
CURRENCY = Column("currency", TEXT, "ISO 4217 code of the amounts.", ("currency", "ccy", "währung"))
FROM_DATE = Column("from_date", DATE, "First day on which it holds.", ("from", "valid from"))
AUTHOR = Column("author", TEXT, "Who entered it.")
REASON = Column("reason", TEXT, "Why.", ("reason", "justification"))

GROUPS = Table(
    name="groups",
    kind=STANDING,
    grain="One row per group of the organisation's tree.",
    key=("group_id",),
    columns=(
        Column("group_id", TEXT, "The group's key; its name where the sender has no key.",
               ("group id", "org unit", "cost centre", "cost center"), required=True),
        Column("group_name", TEXT, "The group's name.", ("group name",)),
        Column("parent_id", TEXT, "The group above it.", ("parent", "reports to", "parent group")),
        Column("level", TEXT, "Level in the tree.", ("level", "group level"), words={
            "organisation": ("organisation", "organization", "enterprise"),
            "portfolio": ("portfolio",),
            "programme": ("programme", "program"),
            "department": ("department", "division", "directorate"),
            "team": ("team",),
        }),
    ),
)  # fmt: skip

PROJECTS = Table(
    name="projects",
    kind=STATE,
    grain="One row per project and status date.",
    key=("project_id",),
    is_shared=True,
    columns=(
        PROJECT_ID,
        Column("project_name", TEXT, "The project's name.",
               ("project name", "project", "project title", "title", "initiative", "name",
                "projekt", "bezeichnung", "projet", "intitulé", "proyecto", "nombre", "projeto",
                "nome")),
        Column("type", TEXT, "Kind of project; the reference class of its forecasts.",
               ("project type", "category", "type", "class", "report category",
                "delivery program", "projektart", "art", "typ", "tipo")),
        Column("phase", TEXT, "Lifecycle phase in the sender's word.",
               ("phase", "stage", "current phase", "lifecycle", "lifecycle stage", "project phase",
                "state", "status", "stand", "étape", "fase", "etapa")),
        Column("gate", TEXT, "Last stage gate passed or next one due.",
               ("gate", "stage gate", "approval stage", "next gate", "ept")),
        Column("sponsor", TEXT, "Executive who answers for the benefit.",
               ("sponsor", "sro", "executive", "business owner", "client", "client agency",
                "auftraggeber", "commanditaire", "patrocinador")),
        Column("owner", TEXT, "Who answers for the project in the line.", ("owner",)),
        Column("manager", TEXT, "Project manager.",
               ("project manager", "pm", "manager", "lead", "project lead", "projektleiter", "pl",
                "chef de projet", "jefe de proyecto", "gerente do projeto")),
        Column("manager_is_dedicated", BOOLEAN, "Whether the manager leads no other project.",
               ("dedicated pm", "dedicated manager")),
        Column("priority", TEXT, "Priority in the sender's word.",
               ("priority", "rank", "priorität", "priorité", "prioridad", "prioridade")),
        Column("complexity", TEXT, "Complexity in the sender's word.",
               ("complexity", "size", "tier", "komplexität")),
        Column("complexity_points", NUMBER, "Points that a project takes of a manager's span.",
               ("complexity points", "complexity score")),
        Column("goal", TEXT, "Strategic goal that it serves.",
               ("strategic goal", "goal", "objective", "theme", "okr", "ziel")),
        Column("health_overall", TEXT, "Overall health as reported: word or colour.",
               ("overall rag", "overall health", "overall", "rag", "rag rating", "mpa rag rating",
                "ipa rag rating", "colour rating", "color rating", "health", "dca",
                "delivery confidence", "delivery confidence assessment", "traffic light",
                "overall status", "ampel", "gesamtstatus", "météo", "semáforo", "farol")),
        Column("health_schedule", TEXT, "Schedule health as reported.",
               ("schedule rag", "schedule health", "time rag", "schedule status", "termine")),
        Column("health_cost", TEXT, "Cost health as reported.",
               ("cost rag", "budget rag", "cost health", "budget health", "finance rag", "kosten")),
        Column("health_people", TEXT, "People health as reported.",
               ("resource rag", "people rag", "resources rag", "resource health")),
        Column("health_scope", TEXT, "Scope health as reported.", ("scope rag", "scope health")),
        Column("health_risk", TEXT, "Risk health as reported.", ("risk rag", "risk health")),
        Column("percent_complete_share", SHARE, "Progress as reported.",
               ("% complete", "percent complete", "progress", "% done", "pct",
                "pct complete", "fertigstellungsgrad", "fortschritt", "% d'avancement",
                "% avance", "% concluído")),
        Column("percent_is_physical", BOOLEAN, "Whether the progress is physical, not money spent.",
               ("physical progress",)),
        Column("original_baseline_start_date", DATE, "Start first approved; never moved since.",
               ("original baseline start", "original start")),
        Column("original_baseline_finish_date", DATE, "Finish first approved; never moved since.",
               ("original baseline finish", "original finish", "original end date",
                "original baseline")),
        Column("baseline_start_date", DATE, "Start last approved.",
               ("baseline start", "planned start", "approved start", "current baseline start",
                "latest approved start date", "start date", "project start date", "design start",
                "start", "project - start date", "soll start")),
        Column("baseline_finish_date", DATE, "Finish last approved.",
               ("baseline finish", "baseline end", "planned finish", "planned end",
                "approved finish", "current baseline finish", "latest approved end date",
                "end date", "finish date", "project end date", "project - end date", "soll ende")),
        Column("forecast_start_date", DATE, "Start now expected.",
               ("forecast start", "expected start", "revised start")),
        Column("forecast_finish_date", DATE, "Finish now expected.",
               ("forecast finish", "forecast end", "forecast completion", "expected finish",
                "revised finish", "estimated completion", "current finish", "prognose ende",
                "fin prévue", "término previsto", "fin previsto")),
        Column("actual_start_date", DATE, "Start as it happened; empty until then.",
               ("actual start", "started", "ist start")),
        Column("actual_finish_date", DATE, "Finish as it happened; empty until then.",
               ("actual finish", "actual end", "completed", "ist ende")),
        Column("approved_date", DATE, "Day on which the project was authorised.",
               ("approved", "approval date", "authorised", "approved on", "bca")),
        Column("closed_date", DATE, "Day on which the project was closed.",
               ("closed", "closure date", "closed on", "handover")),
        Column("contingency_amount", MONEY, "Money held for risks.",
               ("contingency", "risk allowance", "management reserve")),
        CURRENCY,
        Column("commentary", TEXT, "What the manager says about the month.",
               ("commentary", "comments", "notes", "narrative", "summary", "highlights", "remarks",
                "rating comment", "departmental commentary on actions planned or taken",
                "bemerkung", "kommentar", "commentaire", "comentarios", "observações")),
    ),
)  # fmt: skip

PROJECT_GROUPS = Table(
    name="project_groups",
    kind=STATE,
    grain="One row per project, axis and status date.",
    key=("project_id", "axis"),
    columns=(
        PROJECT_ID,
        Column("axis", TEXT, "Delivery (portfolio or programme) or owner (department).",
               required=True, words={
                   "delivery": ("portfolio", "programme", "program", "delivery group",
                                "programm", "portafolio", "programma", "portafoglio"),
                   "owner": ("department", "division", "directorate", "owner group",
                             "managing agency", "business unit", "business line",
                             "business area", "org", "abteilung", "bereich",
                             "direction", "service", "área", "departamento", "diretoria",
                             "dipartimento", "direzione", "reparto", "avdelning", "avdeling",
                             "afdeling", "dział", "departament", "wydział"),
               }),
        Column("group_id", TEXT, "The group.", ("group",), required=True),
    ),
)  # fmt: skip

MILESTONES = Table(
    name="milestones",
    kind=STATE,
    grain="One row per milestone and status date.",
    key=("milestone_id",),
    columns=(
        Column("milestone_id", TEXT, "The milestone's key; project and name where there is none.",
               ("milestone id", "milestone no", "milestone ref", "deliverable id"), required=True),
        PROJECT_ID,
        Column("milestone_name", TEXT, "What was promised.",
               ("milestone", "key milestone", "milestone name", "deliverable", "event",
                "meilenstein", "jalon", "hito", "marco")),
        Column("milestone_kind", TEXT, "What kind of promise it is.",
               ("milestone type", "milestone kind", "kind"), words={
                   "gate": ("gate", "stage gate", "approval"),
                   "delivery": ("delivery", "deliverable", "release", "go-live"),
                   "start": ("start", "kick-off"),
                   "finish": ("finish", "end", "completion", "closure"),
                   "contract": ("contract", "contractual", "award"),
                   "other": ("other",),
               }),
        Column("importance", TEXT, "Key milestones are judged more strictly.",
               ("importance", "critical", "key", "tier", "key milestone"), words={
                   "key": ("key", "critical", "major", "contractual", "high"),
                   "normal": ("normal", "minor", "standard", "low"),
               }),
        Column("original_baseline_date", DATE, "Date first approved; never moved since.",
               ("original baseline", "original baseline date", "original date", "original plan")),
        Column("baseline_date", DATE, "Date last approved.",
               ("baseline", "baseline date", "current baseline", "rebaselined", "revised baseline",
                "baseline finish", "approved date", "soll", "référence", "línea base",
                "linha de base")),
        Column("forecast_date", DATE, "Date now expected.",
               ("forecast", "forecast date", "current forecast", "expected", "new date", "due date",
                "revised date", "latest date", "prognose", "prévu", "previsto")),
        Column("actual_date", DATE, "Date met; empty while the milestone is open.",
               ("actual", "actual date", "date achieved", "achieved", "ist", "réel", "real",
                "realizado")),
        Column("owner", TEXT, "Who answers for it.",
               ("milestone owner", "owner", "responsible", "accountable", "verantwortlich",
                "responsable", "responsável")),
        Column("is_cancelled", BOOLEAN, "Whether it was given up.", ("cancelled", "dropped")),
    ),
)  # fmt: skip

MILESTONE_LINKS = Table(
    name="milestone_links",
    kind=STATE,
    grain="One row per pair of milestones and status date, also between projects.",
    key=("predecessor_id", "successor_id"),
    columns=(
        Column("predecessor_id", TEXT, "Milestone that must come first.",
               ("predecessor milestone", "depends on milestone"), required=True),
        Column("successor_id", TEXT, "Milestone that waits.", ("successor milestone",),
               required=True),
        Column("lag_days", NUMBER, "Days between the two.", ("lag days",)),
    ),
)  # fmt: skip

BUDGET_LINES = Table(
    name="budget_lines",
    kind=STATE,
    grain="One row per project, category, nature, period, measure and status date.",
    key=("project_id", "category", "nature", "measure", "period_kind", "period_start_date",
         "currency"),
    columns=(
        PROJECT_ID,
        Column("category", TEXT, "Cost type or account in the sender's word.",
               ("cost type", "category", "account", "gl", "cost element", "vendor", "kostenart",
                "nature", "partida", "rubrica")),
        Column("nature", TEXT, "Capital or operating money.",
               ("capex/opex", "capital/revenue", "nature"), words={
                   "capital": ("capital", "capex", "cap", "investissement", "invest", "inversión",
                               "investimento", "investition", "investering"),
                   "operating": ("operating", "opex", "revenue", "resource", "fonctionnement",
                                 "fonct", "gasto corriente", "corrente", "betrieb", "drift"),
                   "unknown": (),
               }),
        Column("measure", TEXT, "What the amount is.", ("measure", "value type", "line"),
               required=True, words={
                   "original budget": ("original budget", "initial budget", "bac at start",
                                       "original estimate",
                                       "ursprungsbudget"),
                   "approved budget": ("approved budget", "budget", "current budget",
                                       "revised budget", "revised estimate", "bac",
                                       "authorised budget", "genehmigt",
                                       "approved funding", "approved cost", "latest budget",
                                       "award", "grant amount", "contract amount", "contract sum",
                                       "contract value", "planned total cost",
                                       "yearly budget", "total baseline", "whole life cost",
                                       "whole life costs", "wlc", "wlc baseline",
                                       "wlc baseline incl ncg", "total budgeted whole life costs",
                                       "budgeted whole life cost", "ae", "budget révisé",
                                       "budget approuvé", "budget actualisé",
                                       "presupuesto", "presupuesto vigente",
                                       "presupuesto aprobado", "orçamento", "orçamento aprovado",
                                       "locked budget", "sanctioned budget", "allowance",
                                       "begroting", "goedgekeurd budget"),
                   "approved change": ("approved change", "approved changes", "budget change"),
                   "planned value": ("planned value", "pv", "bcws", "plan", "phased budget",
                                     "planned"),
                   "earned value": ("earned value", "ev", "bcwp"),
                   "actual": ("actual", "actuals", "spend", "spent", "spent to date", "ac", "acwp",
                              "actual cost to date",
                              "invoiced", "actual cost", "cost to date", "expenditure", "paid",
                              "ist", "ausgaben", "facturé", "facturado", "faturado",
                              "fakturiert", "fatturato", "réalisé", "payé", "dépensé", "dépenses",
                              "ejecutado",
                              "gastado", "realizado", "gasto", "pago", "werkelijk", "uitgaven",
                              "paid to date", "spend to date", "utilised to date",
                              "utilised till date"),
                   "commitment": ("commitment", "commitments", "committed", "po", "open orders",
                                  "open pos", "open po", "open purchase orders",
                                  "obligo", "engagé", "comprometido", "empenhado"),
                   "forecast": ("forecast", "eac", "outlook", "fac", "outturn", "forecast outturn",
                                "outturn forecast", "projected total cost", "yearly forecast",
                                "forecast incl ngc", "forecast cost", "budget forecast", "ffc",
                                "final forecast cost", "forecast at completion", "afc",
                                "estimate at completion", "anticipated final cost",
                                "expected final cost", "projected final cost", "hochrechnung",
                                "prognose", "atterrissage", "prévision d'atterrissage",
                                "prévision", "previsión", "previsão", "efc", "lre",
                                "estimated final cost", "latest revised estimate", "raming",
                                "estimated cost at completion"),
                   "income": ("income", "funding"),
                   "benefit": ("benefit", "benefits", "savings", "nutzen", "gains", "beneficios",
                               "benefícios"),
               }),
        Column("period_kind", TEXT, "What span the amount covers; spans are never mixed.",
               required=True, words={
                   "month": ("month",),
                   "fiscal_year": ("year", "fiscal year", "financial year"),
                   "life": ("life", "whole life", "total", "at completion"),
               }),
        Column("period_start_date", DATE, "First day of the span; empty for a whole life.",
               ("month", "period", "fiscal period", "monat", "mois", "mes", "mês")),
        Column("period_end_date", DATE, "Last day of the span; empty for a whole life."),
        Column("amount", MONEY, "The money.",
               ("amount", "value", "cost", "betrag", "montant", "importe", "valor"),
               required=True),
        CURRENCY,
    ),
)  # fmt: skip

TRANSFER_STATES = {
    "requested": (
        "requested",
        "pending",
        "submitted",
        "open",
        "awaiting approval",
        "beantragt",
        "demandé",
        "solicitado",
        "aangevraagd",
        "richiesto",
        "begärd",
        "wnioskowane",
    ),
    "approved": (
        "approved",
        "done",
        "booked",
        "posted",
        "genehmigt",
        "gebucht",
        "approuvé",
        "aprobado",
        "aprovado",
        "goedgekeurd",
        "approvato",
        "godkänd",
        "godkjent",
        "zatwierdzone",
        "zatwierdzony",
    ),
    "rejected": (
        "rejected",
        "declined",
        "refused",
        "abgelehnt",
        "refusé",
        "rejeté",
        "rechazado",
        "rejeitado",
        "afgewezen",
        "respinto",
        "avslagen",
        "avslått",
        "odrzucone",
        "odrzucony",
    ),
    "cancelled": (
        "cancelled",
        "canceled",
        "withdrawn",
        "returned",
        "storniert",
        "annulé",
        "cancelado",
        "ingetrokken",
        "ritirato",
        "wycofany",
        "wycofane",
        "återkallad",
    ),
}
BUDGET_TRANSFERS = Table(
    name="budget_transfers",
    kind=EVENT,
    event_date="requested_date",
    grain="One row per transfer of budget between two projects.",
    key=("transfer_id",),
    columns=(
        Column("transfer_id", TEXT, "The transfer's key.",
               ("transfer id", "transfer no", "virement", "btr", "umbuchung", "traspaso",
                "remanejamento"), required=True),
        Column("from_project_id", TEXT, "Project that gives.",
               ("from project", "from", "source project", "donor")),
        Column("to_project_id", TEXT, "Project that receives.",
               ("to project", "to", "target project", "recipient")),
        Column("from_category", TEXT, "Cost type that gives.", ("from category",)),
        Column("to_category", TEXT, "Cost type that receives.", ("to category",)),
        Column("amount", MONEY, "The money moved.",
               ("transfer amount", "amount", "value"), required=True),
        CURRENCY,
        Column("state", TEXT, "Where its approval stands.",
               ("state", "status", "decision"), required=True, words=TRANSFER_STATES),
        Column("requested_date", DATE, "Day on which it was asked for.",
               ("requested", "requested on", "submitted", "date raised", "date requested"),
               required=True),
        Column("decided_date", DATE, "Day on which it was decided.",
               ("decided", "decided on", "approved on", "decision date", "date approved")),
        Column("requested_by", TEXT, "Who asked.", ("requested by", "requester")),
        Column("from_approver", TEXT, "Who agreed for the giving side.",
               ("from approver", "donor approver")),
        Column("to_approver", TEXT, "Who agreed for the receiving side.",
               ("to approver", "recipient approver", "approver", "authorised by")),
        REASON,
    ),
)  # fmt: skip

PERSON_ID = Column(
    "person_id",
    TEXT,
    "The person's key; the name where the sender has no key.",
    (
        "person id", "employee id", "staff no", "employee no", "resource id", "personalnummer",
        "matricule", "legajo", "matrícula", "person", "employee", "resource", "consultant",
        "mitarbeiter", "ressource", "collaborateur", "recurso", "user", "worker",
    ),
    required=True,
)  # fmt: skip
ROLE = Column(
    "role",
    TEXT,
    "What the person does; capacity is counted by it.",
    ("role", "job title", "skill profile", "rolle", "profil", "métier", "perfil", "rol", "função"),
)
PEOPLE = Table(
    name="people",
    kind=STATE,
    grain="One row per person and status date.",
    key=("person_id",),
    is_shared=True,
    columns=(
        PERSON_ID,
        Column("person_name", TEXT, "The person's name.",
               ("person name", "full name", "name", "resource name", "employee name")),
        ROLE,
        Column("group_id", TEXT, "The person's own team.",
               ("team", "home team", "group", "department")),
        Column("fte", NUMBER, "Contracted share of a full week; 1 is full time.",
               ("fte", "capacity", "% employed", "kapazität", "beschäftigungsgrad", "etp",
                "capacidad", "jornada", "capacidade")),
        Column("start_date", DATE, "First working day.", ("joined", "start", "start date")),
        Column("end_date", DATE, "Last working day; empty while employed.",
               ("left", "end", "end date", "contract end")),
        Column("calendar_id", TEXT, "Working calendar.",
               ("calendar", "location", "country", "site")),
        Column("grade", TEXT, "Pay grade; never a rate.", ("grade", "band")),
    ),
)  # fmt: skip

PEOPLE_SKILLS = Table(
    name="people_skills",
    kind=STATE,
    grain="One row per person, skill and status date.",
    key=("person_id", "skill"),
    columns=(
        PERSON_ID,
        Column("skill", TEXT, "The skill.", ("skill", "skills", "competence"), required=True),
        Column("skill_level", TEXT, "How well, in the sender's word.", ("skill level",)),
        Column("is_primary", BOOLEAN, "Whether it is the person's main skill.", ("primary",)),
    ),
)  # fmt: skip

ABSENCES = Table(
    name="absences",
    kind=EVENT,
    event_date="start_date",
    grain="One row per person and span of days; no reason is ever loaded.",
    key=("person_id", "start_date", "end_date"),
    columns=(
        PERSON_ID,
        Column("start_date", DATE, "First day away.",
               ("absence start", "leave start", "first day", "from", "start"), required=True),
        Column("end_date", DATE, "Last day away.",
               ("absence end", "leave end", "last day", "to", "until", "end")),
        Column("absence_minutes", MINUTES, "Working time away in the span.",
               ("absence hours", "absence days", "days", "hours away", "days away")),
        Column("is_training", BOOLEAN, "Whether the person was in training.", ("training",)),
    ),
)  # fmt: skip

ASSIGNMENTS = Table(
    name="assignments",
    kind=STATE,
    grain="One row per person or role, project, month, plan and status date.",
    key=("plan_id", "person_id", "role", "project_id", "month_date", "certainty"),
    columns=(
        Column("plan_id", TEXT, "The plan: published, or a proposal's name.", ("plan",)),
        Column("person_id", TEXT, "The person; empty where only a role is asked for.",
               PERSON_ID.aliases),
        ROLE,
        PROJECT_ID,
        Column("month_date", DATE, "First day of the month.",
               ("month", "period", "monat", "mois", "mes", "mês"), required=True),
        Column("planned_minutes", MINUTES, "Planned working time in the month.",
               ("allocation", "allocated", "allocated hours", "planned hours", "planned days",
                "demand", "einplanung", "zuordnung", "affectation", "charge", "asignación",
                "alocação"), required=True),
        Column("certainty", TEXT, "Whether the work is promised or only likely.",
               ("certainty", "firmness", "hard/soft", "booking"), words={
                   "firm": ("firm", "hard", "confirmed"),
                   "tentative": ("tentative", "soft", "proposed", "planned"),
               }),
    ),
)  # fmt: skip

TIME_ENTRIES = Table(
    name="time_entries",
    kind=EVENT,
    event_date="work_date",
    grain="One row per booking of working time.",
    key=(),
    columns=(
        PERSON_ID,
        Column("project_id", TEXT, "Project booked on; empty for other work.", PROJECT_ID.aliases),
        Column("work_date", DATE, "Day worked.",
               ("work date", "date", "day", "week commencing", "datum", "fecha", "data"),
               required=True),
        Column("booked_minutes", MINUTES, "Working time booked.",
               ("hours", "time", "duration", "effort", "logged", "qty", "hours worked",
                "time spent", "stunden", "aufwand", "heures", "temps passé", "horas"),
               required=True),
        Column("time_kind", TEXT, "What the time went to.",
               ("time type", "activity", "kind", "work type", "category"), words={
                   "project": ("project", "client", "development", "analysis", "testing"),
                   "base": ("base", "operations", "run", "business as usual", "bau", "internal",
                            "support", "meeting", "administration"),
                   "requests": ("requests", "service requests", "tickets", "incident"),
                   "reporting": ("reporting", "status reporting"),
                   "absence": ("absence", "leave", "holiday", "pto", "sick", "vacation", "training",
                               "urlaub", "krank", "congé", "vacaciones", "férias"),
               }),
        Column("is_billable", BOOLEAN, "Whether a customer pays for it.", ("billable",)),
        Column("note", TEXT, "What the person wrote.", ("note", "notes", "description", "tags")),
    ),
)  # fmt: skip

SERVICE_REQUESTS = Table(
    name="service_requests",
    kind=EVENT,
    event_date="opened_datetime",
    grain="One row per service request, in the state last loaded.",
    key=("request_id",),
    columns=(
        Column("request_id", TEXT, "The request's key.",
               ("number", "ticket", "ticket id", "incident", "request", "request id", "issue key",
                "ticketnr", "n° ticket", "chamado"), required=True),
        Column("request_title", TEXT, "What was asked.",
               ("short description", "summary", "subject", "title")),
        Column("opened_datetime", DATETIME, "When it was opened.",
               ("opened", "opened at", "created", "sys created on", "reported", "erstellt",
                "créé le", "creado", "criado em"), required=True),
        Column("first_response_datetime", DATETIME, "When somebody first answered.",
               ("first response", "first response at", "acknowledged", "responded")),
        Column("resolved_datetime", DATETIME, "When it was resolved.",
               ("resolved", "resolved at", "gelöst", "résolu", "resuelto", "resolvido")),
        Column("closed_datetime", DATETIME, "When it was closed.",
               ("closed", "closed at", "geschlossen", "clos", "cerrado", "fechado")),
        Column("due_datetime", DATETIME, "When it should be resolved.",
               ("due", "due date", "sla due", "due at", "fällig", "échéance", "vencimiento",
                "prazo")),
        Column("state", TEXT, "State in the sender's word.",
               ("state", "status", "incident state")),
        Column("priority", TEXT, "Priority in the sender's word.",
               ("priority", "severity", "urgency")),
        Column("group_id", TEXT, "Team that answers.",
               ("assignment group", "queue", "team", "group")),
        Column("assignee", TEXT, "Who works on it.",
               ("assigned to", "assignee", "agent", "bearbeiter", "assigné à", "asignado a",
                "responsável")),
        Column("reopen_count", COUNT, "How often it came back.", ("reopen count", "reopened")),
        Column("worked_minutes", MINUTES, "Working time spent on it.",
               ("time worked", "business stc", "time spent", "work hours")),
        Column("request_kind", TEXT, "Incident, request or another kind.",
               ("request type", "request kind", "category", "type")),
    ),
)  # fmt: skip

RISKS = Table(
    name="risks",
    kind=STATE,
    grain="One row per risk, issue, action, decision or change and status date.",
    key=("risk_id",),
    columns=(
        Column("risk_id", TEXT, "The item's key.",
               ("risk id", "issue id", "raid id", "action id", "decision id"), required=True),
        PROJECT_ID,
        Column("risk_kind", TEXT, "What kind of item it is.",
               ("raid type", "item type", "risk kind"), words={  # "A" and "D" are two each
                   "risk": ("risk", "risks", "r", "risiko", "risque", "riesgo", "risco", "risico"),
                   "issue": ("issue", "issues", "i", "problem", "problème", "problema"),
                   "action": ("action", "actions", "maßnahme", "acción", "ação", "actie"),
                   "decision": ("decision", "decisions", "entscheidung", "décision", "decisión",
                                "decisão", "besluit"),
                   "change": ("change", "changes", "änderung", "changement", "cambio", "mudança",
                              "wijziging"),
                   "assumption": ("assumption", "assumptions", "annahme", "hypothèse", "supuesto",
                                  "premissa", "aanname"),
                   "dependency": ("dependency", "dependencies", "abhängigkeit", "dépendance",
                                  "dependencia", "dependência", "afhankelijkheid"),
               }),
        Column("risk_title", TEXT, "What may or did happen.",
               ("risk", "risk title", "risk description", "issue", "risiko", "risque", "riesgo",
                "risco")),
        Column("probability_share", SHARE, "How likely it is.",
               ("probability", "likelihood", "eintrittswahrscheinlichkeit", "probabilité",
                "probabilidad", "probabilidade")),
        Column("impact_amount", MONEY, "What it would cost.",
               ("impact amount", "impact", "auswirkung", "impacto")),
        Column("severity", TEXT, "How bad it is.", ("severity", "exposure", "rating", "score"),
               words={
                   "critical": ("critical", "very high", "extreme", "severe", "kritisch",
                                "sehr hoch", "critique", "très élevé", "crítico", "crítica",
                                "muy alto", "muy alta", "muito alto", "muito alta", "kritiek",
                                "critica", "kritisk", "krytyczny", "krytyczne",
                                "zeer hoog"),
                   "high": ("high", "major", "hoch", "élevé", "élevée", "fort", "forte", "alto",
                            "alta", "elevado", "hoog", "hög", "høy", "høj", "wysoki",
                            "wysokie"),
                   "medium": ("medium", "moderate", "mittel", "moyen", "moyenne", "modéré",
                              "medio", "media", "médio", "média", "moderado", "middel",
                              "gemiddeld", "medel", "middels", "średni", "średnie"),
                   "low": ("low", "minor", "very low", "negligible", "niedrig", "gering", "faible",
                           "bajo", "baja", "baixo", "baixa", "laag", "basso", "bassa",
                           "låg", "lav", "niski", "niskie"),
               }),
        Column("response", TEXT, "What is done about it.",
               ("mitigation", "treatment", "response", "action", "maßnahme", "mesure", "mitigación",
                "resposta")),
        Column("owner", TEXT, "Who answers for it.", ("risk owner", "owner")),
        Column("raised_date", DATE, "Day on which it was raised.",
               ("raised", "identified", "date raised")),
        Column("due_date", DATE, "Day by which it needs an answer.",
               ("due", "due date", "target date", "review date")),
        Column("decided_date", DATE, "Day on which it was decided.", ("decided", "decision date")),
        Column("closed_date", DATE, "Day on which it was closed.", ("closed", "date closed")),
        Column("state", TEXT, "Where it stands.", ("state", "status"), words={
            "open": ("open", "active", "in progress", "new", "ongoing", "under review", "pending",
                     "proposed", "submitted", "raised", "draft", "offen", "in arbeit",
                     "ouvert", "en cours", "abierto", "abierta", "en curso", "aberto", "aberta",
                     "em andamento", "em curso",
                     "em aberto", "in behandeling", "in bearbeitung", "lopend",
                     "aperto", "aperta", "in corso", "öppen", "pågående", "åpen", "åben", "otwarte",
                     "otwarty", "w toku"),
            "closed": ("closed", "resolved", "done", "decided", "complete", "completed",
                       "approved", "rejected", "implemented", "withdrawn", "cancelled",
                       "geschlossen", "erledigt", "clos", "fermé", "terminé", "cerrado", "cerrada",
                       "fechado", "fechada", "encerrado", "concluído", "gesloten", "besloten",
                       "afgerond", "entschieden", "décidé", "chiuso", "chiusa", "stängd",
                       "avslutad", "lukket", "zamknięte", "zamknięty"),
        }),
    ),
)  # fmt: skip

PROJECT_REQUESTS = Table(
    name="project_requests",
    kind=STATE,
    grain="One row per request for a project and status date.",
    key=("project_request_id",),
    columns=(
        Column("project_request_id", TEXT, "The request's key.",
               ("project request id", "demand id", "idea id", "intake no", "proposal id",
                "request id", "antrag"), required=True),
        Column("request_title", TEXT, "What is wanted.",
               ("project request", "demand", "idea", "proposal", "business case", "request title",
                "demande", "solicitud", "solicitação")),
        Column("requested_by", TEXT, "Who asks.", ("requested by", "requester")),
        Column("group_id", TEXT, "Group that asks.", ("requesting department", "department")),
        Column("value_score", NUMBER, "Score of the expected value.",
               ("value score", "value", "benefit", "npv", "score", "roi")),
        Column("cost_amount", MONEY, "Estimated cost.",
               ("estimated cost", "cost", "cost estimate")),
        CURRENCY,
        Column("complexity", TEXT, "Complexity in the sender's word.", ("complexity", "size")),
        Column("wanted_start_date", DATE, "Start that is wanted.", ("wanted start", "needed from")),
        Column("wanted_finish_date", DATE, "Finish that is wanted.",
               ("wanted finish", "needed by")),
        Column("state", TEXT, "Where it stands.", ("state", "status", "decision"), words={
            "submitted": ("submitted", "new", "open", "received", "logged", "eingereicht", "neu",
                          "soumise", "nouvelle", "enviada", "nueva", "nova", "recebida",
                          "ingediend"),
            "under review": ("under review", "in review", "assessing", "on hold", "deferred",
                             "pending", "in assessment", "parked", "in prüfung", "zurückgestellt",
                             "en cours d'analyse", "en revisión", "en análisis", "em análise",
                             "suspensa", "adiada", "in beoordeling"),
            "approved": ("approved", "conditional", "approved with conditions", "genehmigt",
                         "approuvée", "aprobada", "aprovada", "goedgekeurd"),
            "rejected": ("rejected", "declined", "abgelehnt", "rejetée", "refusée", "rechazada",
                         "rejeitada", "recusada", "reprovada", "afgewezen"),
            "withdrawn": ("withdrawn", "cancelled", "zurückgezogen", "retirée", "retirada",
                          "cancelada", "ingetrokken"),
        }),
        Column("gate", TEXT, "Gate that it waits at.", ("gate", "stage")),
        Column("submitted_date", DATE, "Day on which it was asked for.",
               ("submitted", "submitted on", "date submitted")),
        Column("decided_date", DATE, "Day on which it was decided.",
               ("decided", "decided on", "decision date")),
        Column("conditions_due_date", DATE, "Day by which conditions must be met.",
               ("conditions due",)),
        Column("project_id", TEXT, "Project that came of it.",
               ("resulting project", "project id")),
    ),
)  # fmt: skip

ROLE_DEMAND = Table(
    name="role_demand",
    kind=STATE,
    grain="One row per request or project, role, month and status date.",
    key=("project_request_id", "project_id", "role", "month_date"),
    columns=(
        Column("project_request_id", TEXT, "Request that needs the role.", ("request id",)),
        Column("project_id", TEXT, "Project that needs the role.", ("project id",)),
        Column("role", TEXT, "Role that is needed.",
               ("role needed", "role", "skill needed"), required=True),
        Column("month_date", DATE, "First day of the month.", ("month", "period"), required=True),
        Column("demand_minutes", MINUTES, "Working time needed in the month.",
               ("fte required", "demand", "hours needed", "days needed"), required=True),
    ),
)  # fmt: skip

GATE_REVIEWS = Table(
    name="gate_reviews",
    kind=EVENT,
    event_date="review_date",
    grain="One row per gate review of a project or request.",
    key=("project_id", "project_request_id", "gate", "review_date"),
    columns=(
        Column("project_id", TEXT, "Project reviewed.", ("project id", "project")),
        Column("project_request_id", TEXT, "Request reviewed.", ("request id",)),
        Column("gate", TEXT, "Gate that was asked for.", ("gate", "stage gate"), required=True),
        Column("review_date", DATE, "Day of the review.", ("review date", "reviewed on"),
               required=True),
        Column("outcome", TEXT, "What was decided.", ("outcome", "decision", "result"), words={
            "passed": ("passed", "approved", "go", "proceed"),
            "conditional": ("conditional", "passed with conditions", "conditional go", "recycle"),
            "failed": ("failed", "rejected", "no go", "kill", "stop"),
        }),
        Column("conditions_due_date", DATE, "Day by which conditions must be met.",
               ("conditions due",)),
        Column("approver", TEXT, "Who decided.", ("approver", "approved by", "chair")),
    ),
)  # fmt: skip

TASKS = Table(
    name="tasks",
    kind=STATE,
    grain="One row per task and status date.",
    key=("project_id", "task_id"),
    columns=(
        Column("task_id", TEXT, "The task's key.",
               ("task id", "issue key", "activity id", "task code", "uid", "work item id",
                "vorgangsnr", "n° tâche", "id tarea", "id tarefa", "id"), required=True),
        PROJECT_ID,
        Column("task_name", TEXT, "What is to be done.",
               ("task name", "summary", "activity name", "task", "title", "vorgangsname",
                "aufgabe", "nom de la tâche", "nombre de tarea", "nome da tarefa")),
        Column("task_code", TEXT, "Code that people use, where the key is another."),
        Column("wbs", TEXT, "Code of its place in the work breakdown.",
               ("wbs", "wbs code", "edt", "psp-code")),
        Column("parent_id", TEXT, "The task above it.",
               ("parent", "parent id", "parent key", "epic link")),
        Column("outline_level", COUNT, "Depth in the breakdown.", ("outline level", "level")),
        Column("task_kind", TEXT, "Task, milestone, summary or level of effort.",
               ("issue type", "work item type", "task type", "type"), words={
                   "task": ("task", "story", "bug", "sub-task", "subtask", "user story",
                            "product backlog item", "issue", "test case", "change request",
                            "spike", "improvement", "new feature", "support",
                            "aufgabe", "unteraufgabe", "teilaufgabe", "fehler", "verbesserung",
                            "tarea", "subtarea", "historia", "error", "mejora",
                            "tâche", "sous-tâche", "récit", "bogue", "amélioration",
                            "tarefa", "subtarefa", "história", "erro", "melhoria"),
                   "milestone": ("milestone", "meilenstein", "jalon", "hito", "marco"),
                   "summary": ("summary", "epic", "feature", "phase", "initiative", "theme",
                               "épica", "épico", "épopée"),
                   "effort": ("level of effort", "loe"),
               }),
        Column("start_date", DATE, "Start now expected, or as it happened.",
               ("start", "start date", "anfang", "début", "comienzo", "início")),
        Column("finish_date", DATE, "Finish now expected, or as it happened.",
               ("finish", "finish date", "due date", "end", "end date", "ende", "fin", "término")),
        Column("baseline_start_date", DATE, "Start last approved.", ("baseline start",)),
        Column("baseline_finish_date", DATE, "Finish last approved.", ("baseline finish",)),
        Column("actual_start_date", DATE, "Start as it happened.", ("actual start",)),
        Column("actual_finish_date", DATE, "Finish as it happened.",
               ("actual finish", "resolved", "completed at", "finished date")),
        Column("duration_minutes", MINUTES, "Working time between start and finish.",
               ("duration", "original duration", "dauer", "durée", "duración", "duração")),
        Column("remaining_minutes", MINUTES,
               "Working time still needed: effort in a tracker, duration in a schedule.",
               ("remaining estimate", "remaining", "remaining work", "rd", "restdauer")),
        Column("planned_minutes", MINUTES, "Effort planned.",
               ("original estimate", "work", "planned work", "estimate")),
        Column("actual_minutes", MINUTES, "Effort spent.",
               ("time spent", "actual work", "logged")),
        Column("percent_complete_share", SHARE, "Progress as reported.",
               ("% complete", "percent complete", "% done", "progress")),
        Column("total_float_minutes", MINUTES, "Delay that moves no finish.",
               ("total float", "total slack")),
        Column("is_critical", BOOLEAN, "Whether the file calls it critical.", ("critical",)),
        Column("constraint_kind", TEXT, "Constraint in the sender's word.",
               ("constraint", "constraint type")),
        Column("constraint_date", DATE, "Date of the constraint.", ("constraint date",)),
        Column("assignee", TEXT, "Who works on it.",
               ("assignee", "assigned to", "resource names", "resources")),
        Column("state", TEXT, "State in the sender's word.", ("status", "state")),
        Column("labels", TEXT, "Labels, one per line.", ("labels", "tags")),
        Column("iterations", TEXT, "Iterations, one per line.",
               ("sprint", "iteration path", "iteration")),
    ),
)  # fmt: skip

TASK_LINKS = Table(
    name="task_links",
    kind=STATE,
    grain="One row per pair of tasks, kind of link and status date.",
    key=("project_id", "predecessor_id", "successor_id", "link_kind"),
    columns=(
        Column("project_id", TEXT, "Project whose schedule states the link.", PROJECT_ID.aliases),
        Column("predecessor_id", TEXT, "Task that must come first.",
               ("predecessor", "predecessors", "pred", "depends on", "blocked by", "vorgänger",
                "prédécesseurs", "predecesoras", "predecessoras"), required=True),
        Column("successor_id", TEXT, "Task that waits.", ("successor", "successors"),
               required=True),
        Column("link_kind", TEXT, "How the two are tied.", ("link type",), words={
            kind: (kind,) for kind in ("FS", "SS", "FF", "SF")
        }),
        Column("lag_minutes", MINUTES, "Working time between the two.", ("lag",)),
    ),
)  # fmt: skip

DOCUMENTS = Table(
    name="documents",
    kind=STANDING,
    grain="One row per document and version.",
    key=("document_id", "version"),
    columns=(
        Column("document_id", TEXT, "The document's key.", ("document id", "doc no"),
               required=True),
        Column("title", TEXT, "Its title.", ("document title", "title")),
        Column("document_kind", TEXT, "What it is for.", ("document type", "kind"), words={
            "policy": ("policy",),
            "standard": ("standard",),
            "template": ("template", "form"),
            "guide": ("guide", "guidance", "guideline"),
        }),
        Column("version", TEXT, "Its version.", ("version", "issue", "rev")),
        Column("owner", TEXT, "Who keeps it.", ("document owner", "owner")),
        Column("valid_from_date", DATE, "First day on which it holds.",
               ("effective", "valid from", "effective date")),
        Column("review_date", DATE, "Day by which it is to be reviewed.",
               ("next review", "review by", "review date")),
        Column("text", TEXT, "Its text."),
        Column("file", TEXT, "Its file's hash."),
    ),
)  # fmt: skip

COMPLIANCE = Table(
    name="compliance",
    kind=STATE,
    grain="One row per project, standard and status date.",
    key=("project_id", "standard_id"),
    columns=(
        PROJECT_ID,
        Column("standard_id", TEXT, "The standard.", ("standard id", "standard"), required=True),
        Column("is_met", BOOLEAN, "Whether the project meets it.", ("met", "compliant")),
        Column("waiver_reason", TEXT, "Why it need not.", ("waiver", "waiver reason")),
        Column("waiver_expires_date", DATE, "Last day of the waiver.", ("waiver expires",)),
    ),
)  # fmt: skip

CALENDARS = Table(
    name="calendars",
    kind=STANDING,
    grain="One row per calendar and day.",
    key=("calendar_id", "day_date"),
    columns=(
        Column("calendar_id", TEXT, "The calendar.", required=True),
        Column("day_date", DATE, "The day.", required=True),
        Column("working_index", COUNT, "Working days strictly before the day."),
        Column("working_minutes", MINUTES, "Working time of a full-time person on the day."),
    ),
)

RATES = Table(
    name="rates",
    kind=STANDING,
    grain="One row per pair of currencies, kind and date.",
    key=("currency", "to_currency", "rate_kind", "rate_date"),
    columns=(
        CURRENCY,
        Column("to_currency", TEXT, "Currency converted to.", ("to currency",), required=True),
        Column("rate_kind", TEXT, "Budget, average or closing.", ("rate type",)),
        Column("rate_date", DATE, "First day on which it holds.", ("rate date",), required=True),
        Column("rate", NUMBER, "Units of the other currency for one.", ("rate", "fx rate"),
               required=True),
    ),
)  # fmt: skip

STANDARDS = Table(
    name="standards",
    kind=STANDING,
    grain="One row per rule, scope and first day; changes to the shipped standards.",
    key=("rule", "scope", "from_date"),
    columns=(
        Column("rule", TEXT, "The rule that is changed.", required=True),
        Column("scope", TEXT, "Group for which it holds; empty for the organisation."),
        FROM_DATE,
        Column("value", TEXT, "Its new value."),
        AUTHOR,
        REASON,
    ),
)

OVERRIDES = Table(
    name="overrides",
    kind=STANDING,
    grain="One row per project, dimension and first day on which a person overrules the rule.",
    key=("project_id", "dimension", "from_date"),
    columns=(
        PROJECT_ID,
        Column("dimension", TEXT, "Dimension of health.", required=True),
        Column("colour", TEXT, "Colour shown instead."),
        AUTHOR,
        REASON,
        FROM_DATE,
        Column("expires_date", DATE, "Last day on which it holds."),
    ),
)

CORRECTIONS = Table(
    name="corrections",
    kind=STANDING,
    grain="One row per load and cell that a person corrected.",
    key=("corrected_load_id", "sheet", "cell"),
    columns=(
        Column("corrected_load_id", COUNT, "The load whose cell it is.", required=True),
        Column("sheet", TEXT, "Sheet of the cell."),
        Column("cell", TEXT, "The cell.", required=True),
        Column("old_text", TEXT, "What the sender wrote."),
        Column("new_text", TEXT, "What holds instead."),
        AUTHOR,
        REASON,
    ),
)

WARNINGS = Table(
    name="warnings",
    kind=EVENT,
    event_date="raised_status_date",
    grain="One row per warning.",
    key=("warning_id",),
    columns=(
        Column("warning_id", TEXT, "The warning's key.", required=True),
        Column("metric", TEXT, "Metric that warned."),
        Column("scope", TEXT, "Project or group that was warned of."),
        Column("raised_status_date", DATE, "Status date of the warning.", required=True),
        Column("action_id", TEXT, "Action or decision that followed."),
        Column("outcome", TEXT, "What came of it."),
    ),
)

STATUS_DATES = Table(
    name="status_dates",
    kind=RECORD,
    grain="One row per organisation and status date.",
    key=("organisation", "status_date"),
    columns=(
        ORGANISATION,
        STATUS_DATE,
        Column("state", TEXT, "Open, published or restated."),
        Column("published_datetime", DATETIME, "When a person published it."),
        Column("published_by", TEXT, "Who published it."),
    ),
)

PUBLISHED_READINGS = Table(
    name="published_readings",
    kind=RECORD,
    grain="One row per organisation, published status date, metric, key and measure.",
    key=("organisation", "status_date", "metric", "scope", "key", "measure", "load_id"),
    columns=(
        ORGANISATION,
        STATUS_DATE,
        Column("metric", TEXT, "The metric."),
        Column("scope", TEXT, "Level of the key: organisation, portfolio, project and so on."),
        Column("key", TEXT, "The group, project, milestone, person or role."),
        Column("name", TEXT, "Its name when it was published."),
        Column("measure", TEXT, "Which value of a metric that has several."),
        Column("value", NUMBER, "The value in the metric's unit; empty where it was unknown."),
        Column("numerator", NUMBER, "Upper part of a ratio."),
        Column("denominator", NUMBER, "Lower part of a ratio."),
        Column("currency", TEXT, "Currency of a money value."),
        Column("reason", TEXT, "Why it was unknown."),
        Column("colour", TEXT, "Colour that was shown."),
        Column("limits", TEXT, "Limits in force."),
        Column("used", COUNT, "Units that the value rests on."),
        Column("missing", COUNT, "Units that had no value."),
        Column("hidden", COUNT, "Units that the reader may not see."),
        Column("text_hash", TEXT, "Hash of the metric's text."),
        Column("load_id", COUNT, "Number of the publication."),
    ),
)

LOADS = Table(
    name="loads",
    kind=RECORD,
    grain="One row per load, undo or publication, in the order of their numbers.",
    key=("load_id",),
    columns=(
        Column("load_id", COUNT, "Its number, one higher than the last."),
        Column("entry_kind", TEXT, "Load, undo or publish."),
        ORGANISATION,
        Column("file_name", TEXT, "The sender's name of the file."),
        Column("sha256", TEXT, "Hash of the file's bytes."),
        Column("mapping", TEXT, "Mapping and answers in force, as JSON."),
        Column("loaded_by", TEXT, "Who loaded it."),
        Column("acknowledged_datetime", DATETIME, "When it was written."),
        Column("status_dates", TEXT, "Status dates that it holds, as a JSON list."),
        Column("undone_by_load", COUNT, "Number of the undo, if it was undone."),
        Column("undoes_load", COUNT, "Number of the load that this undo takes back."),
        Column("ledger", TEXT, "Rows and sums of each region, as JSON."),
    ),
)

LOAD_PARTS = Table(
    name="load_parts",
    kind=RECORD,
    grain="One row per load, table, family and status date or period that it filled.",
    key=("load_id", "table_name", "family", "status_date"),
    columns=(
        Column("load_id", COUNT, "The load."),
        ORGANISATION,
        Column("table_name", TEXT, "Canonical table."),
        Column("family", TEXT, "Template family of the region."),
        STATUS_DATE,
        Column("period_start_date", DATE, "First day that an event load covers."),
        Column("period_end_date", DATE, "Last day that an event load covers."),
        Column("row_count", COUNT, "Rows written."),
        Column("is_secondary", BOOLEAN, "Whether rows of other templates hold before these."),
    ),
)

LOAD_ISSUES = Table(
    name="load_issues",
    kind=RECORD,
    grain="One row per cell or row that could not be used as it stood.",
    key=(),
    columns=(
        Column("load_id", COUNT, "The load."),
        Column("sheet", TEXT, "Sheet of the file."),
        Column("cell", TEXT, "Cell or range."),
        Column("rule", TEXT, "Reading rule that it met."),
        Column("value", TEXT, "The sender's text."),
        Column("message", TEXT, "What is wrong and what belongs there."),
    ),
)

LOAD_COLUMNS = Table(
    name="load_columns",
    kind=RECORD,
    grain="One row per column of the sender's and canonical column that it filled.",
    key=(),
    columns=(
        Column("load_id", COUNT, "The load."),
        Column("sheet", TEXT, "Sheet of the file."),
        Column("family", TEXT, "Template family of the region."),
        Column("orientation", TEXT, "Records in rows, or in columns."),
        Column("header", TEXT, "The sender's header."),
        Column("cell", TEXT, "Cell of the header."),
        Column("column_name", TEXT, "Canonical column, such as budget_lines.amount; may be empty."),
        Column("score", NUMBER, "How sure the match is, 0 to 1."),
        Column("why", TEXT, "Why it was matched so."),
    ),
)

AUDIT = Table(
    name="audit",
    kind=RECORD,
    grain="One row per deed, chained by hashes.",
    key=("entry",),
    columns=(
        Column("entry", COUNT, "Its number."),
        Column("done_datetime", DATETIME, "When."),
        Column("done_by", TEXT, "Who."),
        Column("deed", TEXT, "What."),
        Column("scope", TEXT, "On what."),
        Column("chain_hash", TEXT, "Hash of this line and of the one before."),
    ),
)

TABLES = {
    table.name: table
    for table in list(globals().values())
    if isinstance(table, Table)
}  # fmt: skip
CANONICAL = {name: table for name, table in TABLES.items() if table.kind != RECORD}


def column_of(name: str) -> Column:
    """Canonical column of a dotted name such as "budget_lines.amount"."""
    table, _, column = name.partition(".")
    return TABLES[table][column]


def schema_of(table: Table) -> dict[str, pl.DataType]:
    """Polars type of each column of the table, in order."""
    return {column.name: POLARS_TYPES[column.type] for column in table.all_columns}
