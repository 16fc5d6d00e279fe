"""Make public/fonts/dia-sans*.woff2 from the Source Sans 3 of an npm package.

Why a script: the result must be reproducible, and the SIL Open Font License asks that a changed version does not
carry the reserved name "Source". Two files, because a first view needs only the letters of Dutch; a browser fetches the
other when a page holds one of its characters. Usage (fonttools 4.68.0 and brotli 1.2.1 from PyPI):

    python3 subset-font.py source-sans-3-latin-wght-normal.woff2 ../public/fonts

It prints the `unicode-range` of each file, for fonts.css.
"""

import io
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "DIA Sans"
# What Dutch and Frisian need, and the signs of our own texts (dashes, quotes, euro, minus, arrows).
DUTCH = [*range(0x20, 0x7F), *(ord(sign) for sign in "\u00a0©°·×ÉËÏÖÜàáâäçèéêëíîïóôöúûü–—‘’“”•…€→↑↓−")]
# What names from English, German and French need besides.
MORE = sorted(
    {
        *range(0xA0, 0x100),
        0x131, 0x152, 0x153, 0x178, 0x1E9E,
        0x2010, 0x2011, 0x2012, 0x201A, 0x201E,
        0x2020, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2122,
    }
    - set(DUTCH)
)  # fmt: skip
# No `mark`: our letters carry their accents in one character.
FEATURES = ["kern", "liga", "locl", "pnum"]


def main(source: str, folder: str) -> None:
    for name, characters in (("dia-sans.woff2", DUTCH), ("dia-sans-more.woff2", MORE)):
        write(source, f"{folder}/{name}", characters)
        print(name, unicode_range(characters))


def unicode_range(characters: list[int]) -> str:
    """The characters as CSS writes them: `U+20-7E, U+A0`."""
    runs: list[list[int]] = []
    for character in sorted(characters):
        if runs and character == runs[-1][1] + 1:
            runs[-1][1] = character
        else:
            runs.append([character, character])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def write(source: str, target: str, characters: list[int]) -> None:
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
    subsetter.populate(unicodes=characters)
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
