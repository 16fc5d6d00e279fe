"""Make public/fonts/dia-sans.woff2 from the Source Sans 3 of an npm package.

Why a script: the result must be reproducible, and the SIL Open Font License asks that a changed version does not
carry the reserved name "Source". Usage (fonttools 4.68.0 and brotli 1.2.1 from PyPI):

    python3 subset-font.py source-sans-3-latin-wght-normal.woff2 ../public/fonts/dia-sans.woff2
"""

import io
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "DIA Sans"
# What Dutch, Frisian, English, German and French need, with the signs of our own texts (dashes, quotes, euro, minus).
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x131, 0x152, 0x153, 0x178, 0x1E9E,
    0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
    0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A,
    0x20AC, 0x2122, 0x2191, 0x2193, 0x2212,
]  # fmt: skip
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "pnum"]


def main(source: str, target: str) -> None:
    font = TTFont(source)
    # Only the weights that the style sheet uses: regular to bold.
    limited = io.BytesIO()
    instancer.instantiateVariableFont(font, {"wght": (400, 700)}).save(limited)
    font = TTFont(limited)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["STAT", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        elif record.nameID in (3, 6):
            record.string = FAMILY.replace(" ", "")
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:3])
