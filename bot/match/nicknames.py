"""Short forms of first names, so that "Mike Dominick" finds Michael Dominick and the other way round. Data."""

from __future__ import annotations

from collections import defaultdict

GROUPS = """
alexander alexandra alexei: alex sasha; andrew: andy drew; anthony: tony; benjamin: ben;
catherine katherine kathryn: kate cathy kathy katie; charles: charlie chuck;
christopher christina christine: chris; daniel danielle: dan danny dani; david: dave; deborah: deb debbie;
dominic: dom; donald: don; douglas: doug; edward: ed eddie ted; elizabeth: liz beth eliza; eugene: gene;
frederick: fred freddy; gabriel: gabe; gerald: gerry jerry; geoffrey jeffrey: geoff jeff; gregory: greg;
henry: harry hank; jacob: jake; james: jim jimmy jamie; jennifer: jen jenny; jessica: jess; john: jack johnny;
jonathan: jon; joseph: joe joey; joshua: josh; kenneth: ken kenny; kimberly: kim; lawrence laurence: larry;
leonard: leo; margaret: maggie meg peggy; matthew: matt; maximilian: max; megan: meg; michael: mike mick mikey;
michelle: shelly; mitchell: mitch; nathaniel nathan: nate; nicholas: nick nicky; nicole: nicky; oliver: ollie;
pamela: pam; patrick patricia: pat paddy; peter: pete; philip phillip: phil; raymond: ray; rebecca: becky;
richard: rick rich; robert: rob bob robbie bobby; ronald: ron; russell: russ; samuel samantha: sam;
stephen steven: steve; stephanie: steph; susan: sue; terence: terry; theodore: theo ted; thomas: tom tommy;
timothy: tim; valerie: val; victoria: vicky; vincent: vince; walter: walt; wesley: wes;
william: will bill billy; zachary: zach zack
"""


def _read() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    short: dict[str, set[str]] = defaultdict(set)
    either: dict[str, set[str]] = defaultdict(set)
    for group in GROUPS.split(";"):
        longer, shorter = (part.split() for part in group.split(":"))
        for name in longer:
            short[name] |= set(shorter)
            either[name] |= set(shorter)
            for other in shorter:
                either[other].add(name)
    return {n: frozenset(o) for n, o in short.items()}, {n: frozenset(o) for n, o in either.items()}


SHORT, EITHER = _read()
"""The short forms of a full first name; and of any first name what else its bearers may be called, with a surname to tell."""
