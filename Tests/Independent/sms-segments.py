#!/usr/bin/env python3
"""sms-segments.py FILE: how many parts of an SMS each string of a JSON list takes, as a JSON list.

It puts characters into parts one by one, with the alphabet of GSM 03.38 written by its code points; where PyPI's gsm0338
can be imported, that alphabet is first compared with its codec for each character below U+10000.
"""

import json
import sys

BASIC = {
    0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5, 0x394, 0x5F, 0x3A6,
    0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9, 0xA4, 0xA1, 0xC4, 0xD6, 0xD1, 0xDC,
    0xA7, 0xBF, 0xE4, 0xF6, 0xF1, 0xFC, 0xE0,
    *range(0x20, 0x24), *range(0x25, 0x40), *range(0x41, 0x5B), *range(0x61, 0x7B),
}
EXTENDED = set(map(ord, "\f^{}\\[~]|\u20ac"))


def segments(text):
    points = list(map(ord, text))
    if all(point in BASIC or point in EXTENDED for point in points):
        widths, one, many = [2 if point in EXTENDED else 1 for point in points], 160, 153
    else:
        widths, one, many = [2 if point > 0xFFFF else 1 for point in points], 70, 67
    if sum(widths) <= one:
        return 1
    parts = [0]
    for width in widths:
        if parts[-1] + width > many:
            parts.append(0)
        parts[-1] += width
    return len(parts)


def differences():
    """The characters that take another number of septets in the codec of gsm0338 than here."""
    try:
        import gsm0338
    except ImportError:
        return None
    codec = gsm0338.Codec()
    found = []
    for point in range(0x10000):
        if 0xD800 <= point < 0xE000:
            continue
        try:
            width = len(codec.encode(chr(point))[0])
        except UnicodeError:
            width = None
        wanted = 2 if point in EXTENDED else 1 if point in BASIC else None
        # The escape to the extension table is no character of a text.
        if width != wanted and point != 0x1B:
            found.append(f"U+{point:04X}: {width}, not {wanted}")
    return found


def main():
    found = differences()
    if found:
        sys.exit("\n".join(found))
    if found == [] and len(sys.argv) < 2:
        print("the alphabet is that of gsm0338")
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(json.dumps([segments(text) for text in json.load(file)]))


if __name__ == "__main__":
    main()
