"""Texts in Chinese and Korean encodings, which EUC-JP and CP932 often decode to nonsense without an error."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FREQUENT: dict[str, str] = tomllib.loads(Path(__file__).with_name("frequent.toml").read_text(encoding="utf-8"))
_CHARACTERS = {language: frozenset("".join(text.split())) for language, text in _FREQUENT.items()}
_CODECS = (("gb18030", "chinese"), ("cp949", "korean"), ("big5", "traditional"))
# Characters looked at.
_SAMPLE = 20_000
# Wide characters from which a text without kana is not taken for Japanese without a look at the others.
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Foreign:
    """A text in another language's encoding, and how sure that is."""

    text: str
    codec: str
    confidence: float


def lacks_kana(text: str) -> bool:
    """Tell whether a text of some length has hardly any kana, so that it may be no Japanese.

    Examples
    --------
    >>> lacks_kana("計画を策定し、実施した。"), lacks_kana("中国的互联网治理论坛在京都举行")
    (False, True)
    """
    wide = [character for character in text[:_SAMPLE] if character >= "\u2e80"]
    kana = sum("\u3041" <= character <= "\u30fa" for character in wide)
    return len(wide) >= _ENOUGH and kana * 20 < len(wide)


def find_foreign(data: bytes, japanese: str) -> Foreign | None:
    """Decode a text as Chinese or Korean where that reads better than the Japanese that its bytes could be.

    Parameters
    ----------
    japanese : str
        The text as decoded by a Japanese encoding; empty where none fits.

    Examples
    --------
    >>> find_foreign("互联网治理论坛将在京都举行，我们认为这是重要的。".encode("gb18030"), "").codec
    'gb18030'
    """
    own = _share(japanese, "japanese")
    found: Foreign | None = None
    best = max(0.12, 1.3 * own)
    for codec, language in _CODECS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = _share(text, language)
        if share > best:
            best = share
            found = Foreign(text, codec, 0.6 if share > 2 * own + 0.1 else 0.4)
    return found


def _share(text: str, language: str) -> float:
    """Share of the wide characters that are frequent in a language."""
    wide = [
        character for character in text[:_SAMPLE] if character >= "\u3041" and not "\uff00" <= character <= "\uff65"
    ]
    frequent = _CHARACTERS[language]
    return sum(character in frequent for character in wide) / len(wide) if wide else 0.0
