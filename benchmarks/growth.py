"""The growth of times with the library, drawn as an SVG without any library."""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDTH, HEIGHT, LEFT, TOP = 720, 400, 70, 40
LINES = (("p50 ms", "#2f9e6e"), ("p99 ms", "#c98a1b"), ("link ms", "#5b6ee1"), ("WRatio ms", "#b0413e"))


def draw(rows: Sequence[dict[str, object]]) -> str:
    """A picture of milliseconds over episodes, both on logarithmic axes."""
    sizes = [float(str(row["episodes"]).replace(",", "")) for row in rows]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))

    def at(size: float, ms: float) -> tuple[float, float]:
        x = LEFT + (math.log10(size) - low) / max(1e-9, high - low) * (WIDTH - LEFT - 130)
        y = TOP + (3 - math.log10(max(ms, 0.1))) / 4 * (HEIGHT - TOP - 50)
        return round(x, 1), round(y, 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">']
    parts.append(
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text x="{LEFT}" y="22">Milliseconds as the library grows</text>'
    )
    for ms in (0.1, 1, 10, 100, 1000):
        y = at(sizes[0], ms)[1]
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 120}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{ms:g} ms</text>')
    for size in sizes:
        parts.append(f'<text x="{at(size, 1)[0]}" y="{HEIGHT - 18}" text-anchor="middle">{size:,.0f} episodes</text>')
    for name, colour in LINES:
        points = [at(size, float(str(row[name]))) for size, row in zip(sizes, rows, strict=True)]
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in points]
        parts.append(
            f'<text x="{points[-1][0] + 10}" y="{points[-1][1] + 4}" fill="{colour}">{name.removesuffix(" ms")}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])
