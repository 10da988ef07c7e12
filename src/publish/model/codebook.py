"""The words that records may use, with the definitions that the methodology chapter prints.

Terms follow the dossier's standards: counting units and acts in the manner of the HURIDOCS
micro-thesauri, sex, age and status after SDG indicator 16.1.2.
"""

from __future__ import annotations

from .base import Term


class Verification(Term):
    """How well a fact stands."""

    VERIFIED = "verified", "verified", "The wording of the source was read and the briefing follows it."
    CORROBORATED = "corroborated", "corroborated", "A second source, independent in origin, says the same."
    SINGLE_SOURCE = (
        "single-source", "single source",
        "One source says so and no other was found; the text names that source.",
    )
    CONTESTED = (
        "contested", "sources disagree",
        "Sources contradict or materially qualify one another; a note says how.",
    )


class Attribution(Term):
    """On whose word an act is laid at an actor's door."""

    ADMITTED = "admitted", "admitted", "The actor, or the authority it answers to, has acknowledged the act."
    ESTABLISHED_BY_COURT = (
        "established-by-court", "established by a court", "A court has found the actor responsible.",
    )
    ATTRIBUTED_BY_SOURCE = (
        "attributed-by-source", "attributed", "A named source holds the actor responsible.",
    )
    ALLEGED = "alleged", "alleged", "The act is laid to the actor with a reservation, or by hearsay."
    UNKNOWN = "unknown", "not established", "No source seen names an actor."


class Role(Term):
    """The part an actor has in an incident."""

    PERPETRATOR = "perpetrator", "alleged perpetrator", "The actor to whom the act is attributed."
    PARTICIPANT = "participant", "present", "An actor reported as accompanying, without an act of its own."
    AUTHORITY = "authority", "authority", "The authority that investigates, judges or answers for the act."


class ActorKind(Term):
    """What an actor is."""

    ARMED_GROUP = "armed-group", "Armed groups", "Organised groups that fight outside State command."
    MILITIA = "militia", "Self-defence militias", "Groups that call themselves self-defence forces."
    STATE_FORCES = (
        "state-forces", "State forces",
        "Army, National Guard, gendarmerie, police and intelligence services.",
    )
    PRIVATE_PERSONS = "private-persons", "Private persons", "Persons acting for neither State nor group."
    GOVERNMENT = "government", "Government", "The executive and its ministries."
    COURT = "court", "Courts", "Courts and tribunals."
    INTERNATIONAL = "international", "International organisations", "The United Nations and its like."
    CIVIL_SOCIETY = "civil-society", "Civil society", "Associations, movements and commissions."
    PRESS = "press", "Press", "News agencies, newspapers and broadcasters."


class Theme(Term):
    """The setting in which an incident stands; selections use it."""

    ARMED_CONFLICT = "armed-conflict", "armed conflict", "Acts linked to the armed conflict."
    MILITARY_OPERATION = "military-operation", "military operation", "Acts of State forces in operations."
    PROTEST = "protest", "protest", "Acts in or around demonstrations."
    DETENTION = "detention", "arrest and detention", "Arrests and detentions by the authorities."
    ELECTION = "election", "election", "Acts aimed at the electoral process."
    DESCENT = "descent", "descent-based discrimination", "Acts linked to inherited social status."
    PEACEKEEPING = "peacekeeping", "peacekeeping", "Acts against United Nations personnel."


class Violation(Term):
    """The act. States commit *violations*, non-State actors *abuses* (United Nations usage)."""

    EXTRAJUDICIAL_EXECUTION = (
        "extrajudicial-execution", "extrajudicial execution",
        "A deliberate killing by State agents, or with their consent, outside any judicial process.",
    )
    UNLAWFUL_KILLING = (
        "unlawful-killing", "unlawful killing",
        "A death caused by State agents through force that the law does not allow.",
    )
    KILLING_BY_NON_STATE_ACTOR = (
        "killing-by-non-state-actor", "killing by a non-State actor",
        "The killing of civilians by an armed group, a militia or private persons.",
    )
    ENFORCED_DISAPPEARANCE = (
        "enforced-disappearance", "enforced disappearance",
        "A deprivation of liberty by State agents whose fate or whereabouts are then concealed.",
    )
    ABDUCTION = "abduction", "abduction", "The taking of a person by a non-State actor, hostages included."
    ARBITRARY_ARREST = (
        "arbitrary-arrest", "arbitrary arrest or detention",
        "A deprivation of liberty without legal basis or without the safeguards of law.",
    )
    EXCESSIVE_FORCE = (
        "excessive-force", "excessive use of force",
        "Force by law enforcement officials beyond what is necessary and proportionate.",
    )
    SIEGE = "siege", "siege", "The blocking of a settlement's access to movement, land and supplies."
    ATTACK_ON_PEACEKEEPERS = (
        "attack-on-peacekeepers", "attack on peacekeepers", "An attack on United Nations personnel.",
    )
    ASSAULT = "assault", "assault", "Bodily harm inflicted by non-State actors or private persons."
    FORCED_EVICTION = (
        "forced-eviction", "forced eviction", "The removal of people from home or land against their will.",
    )


class Measure(Term):
    """What a figure counts."""

    KILLED = "killed", "killed", "People who died through the act."
    INJURED = "injured", "injured", "People hurt by the act who did not die of it."
    DISAPPEARED = "disappeared", "forcibly disappeared", "People subjected to enforced disappearance."
    UNACCOUNTED_FOR = "unaccounted-for", "unaccounted for", "People missing whose fate is not known."
    ABDUCTED = "abducted", "abducted", "People taken by a non-State actor."
    DETAINED = "detained", "detained", "People deprived of liberty by the authorities."
    ARRESTED = "arrested", "arrested", "People arrested."
    RELEASED = "released", "released", "People whose captivity or detention ended."
    ACCUSED = "accused", "accused", "People charged or tried."
    CONVICTED = "convicted", "convicted", "People found guilty by a court."
    SENTENCED_TO_DEATH = "sentenced-to-death", "sentenced to death", "People on whom death was imposed."
    DISPLACED = "displaced", "displaced", "People displaced within the country."
    REFUGEES = "refugees", "refugees", "People who have sought refuge from another country."
    AFFECTED = "affected", "affected", "People or institutions reached by the consequences."
    CLOSED = "closed", "closed", "Institutions that do not function."
    SHARE = "share", "share", "A part of a whole, in per cent."
    SEATS = "seats", "seats", "Seats in an elected body."
    DURATION = "duration", "duration", "A stretch of time."
    EVICTED = "evicted", "evicted", "Families or people removed from home or land."
    ATTACKS = "attacks", "attacks", "Attacks, counted as such and not by their victims."
    VILLAGES = "villages", "villages", "Settlements attacked."
    AGE = "age", "age", "Age in years at the time of the event."
    AGENTS = "agents", "agents", "Persons who carried out an act."


class Qualifier(Term):
    """How a number is to be read; printed with it."""

    EXACTLY = "exactly", "", "The source gives this number without reservation."
    AT_LEAST = "at-least", "at least", "A minimum; the true number may be higher."
    ABOUT = "about", "about", "A rounded number."
    UP_TO = "up-to", "up to", "A maximum."
    MORE_THAN = "more-than", "more than", "Above the number given."
    BETWEEN = "between", "between", "A range with a lowest and a highest number."
    SEVERAL = "several", "several", "A plural for which the source gives no number."
    DOZENS = "dozens", "dozens of", "Counted in dozens, without a number."
    HUNDREDS = "hundreds", "hundreds of", "Counted in hundreds, without a number."


class Basis(Term):
    """How a number came about."""

    COUNTED = "counted", "counted", "Persons or things counted one by one."
    REGISTERED = "registered", "registered", "Entries in an administrative register."
    ESTIMATED = "estimated", "estimated", "Judged from partial knowledge."
    NOT_STATED = "not-stated", "not stated", "The source does not say how it came to the number."
    MODELLED = "modelled", "modelled", "Computed from another number by a fixed rate."


class Sex(Term):
    """Sex, after SDG indicator 16.1.2."""

    MAN = "man", "men", "Men and boys."
    WOMAN = "woman", "women", "Women and girls."
    UNKNOWN = "unknown", "sex not recorded", "Not recorded by the source."


class Age(Term):
    """Age group, after SDG indicator 16.1.2."""

    ADULT = "adult", "adults", "Persons of 18 years or more."
    CHILD = "child", "children", "Persons below 18 years."
    UNKNOWN = "unknown", "age not recorded", "Not recorded by the source."


class PlaceLevel(Term):
    """The rank of a place."""

    LOCALITY = "locality", "", "A village or a quarter."
    TOWN = "town", "", "A town or a city."
    COMMUNE = "commune", "commune", "A commune."
    CERCLE = "cercle", "cercle", "A cercle."
    REGION = "region", "region", "A region."
    DISTRICT = "district", "district", "The district of Bamako."
    COUNTRY = "country", "", "A country."


class LegalStatus(Term):
    """Where a person or a group stands before a court."""

    INQUIRY = "inquiry", "inquiry announced", "An inquiry promised or announced; nobody named."
    SUSPECTED = "suspected", "suspected", "Under suspicion; not charged."
    CHARGED = "charged", "charged", "Charged; presumed innocent."
    ON_TRIAL = "on-trial", "on trial", "Trial opened; presumed innocent."
    TRIAL_SUSPENDED = "trial-suspended", "trial suspended", "Trial opened and not resumed; presumed innocent."
    ACQUITTED = "acquitted", "acquitted", "Found not guilty."
    CONVICTED = "convicted", "convicted", "Found guilty at first instance."
    CONVICTED_IN_PART = (
        "convicted-in-part", "convicted in part", "Found guilty on some counts, acquitted on others.",
    )
    CHARGES_DROPPED = "charges-dropped", "charges dropped", "Dropped before a judgment; presumed innocent."
    PROCEEDINGS_ENDED = "proceedings-ended", "proceedings ended", "Ended without a judgment on the merits."


class ClaimKind(Term):
    """What sort of statement a claim is."""

    FACT = "fact", "fact", "Something that happened or was the case."
    LEGAL = (
        "legal-characterisation", "legal characterisation",
        "A qualification in law, given as the view of the body that made it.",
    )
    ABSENCE = "absence", "absence", "Something that was not found, done or made public, as of a date."
