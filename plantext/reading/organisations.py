"""Names of bodies: ministries, councils, cities; the offices in them, the sites they keep."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from plantext.reading.front import close_up, plain

_TABLE = tomllib.loads(Path(__file__).with_name("publishers.toml").read_text(encoding="utf-8"))
_HOSTS: dict[str, str] = _TABLE["hosts"]
_ENDINGS = "|".join(sorted(_TABLE["endings"], key=len, reverse=True))
_ORGANISATION = re.compile(
    rf"(?:(?:(?:一般|公益)(?:社団|財団)法人|(?:特定非営利活動|独立行政|国立研究開発|国立大学)法人|(?:株式|合同|有限)会社).{{2,40}}|.{{1,36}}(?:{_ENDINGS}))(?:[(][^()]{{2,20}}[)])?"
)
_NOT = re.compile(
    r"[をはが。、「」:：/]|について|に関する|に係る|^[第(（①-⑳0-9]|^[一二三四五六七八九十]{1,3}[ .．)]|会議室$|[県府都道区]庁$|^(?:事務局|委員会|会議|本部|部会|分科会|当局)$|^[都全各本同当他].$|[0-9]年|^(?:各|本|当|同|全)(?:省|庁|府|市|町|村|県|都|区|会)|^(?:目次|概要|総論|はじめに)|^(?:発行|編集|作成|主催|関係(?!省庁|府省|閣僚)|担当|所管|主担当)"
)
# Phrases inside the names of councils: …の在り方に関する検討会.
_SUBJECT = re.compile("に関する|に係る|についての|における|のための")
_COUNCIL = re.compile(
    "(?:検討会|研究会|懇談会|委員会|審議会|会議|協議会|調査会|連絡会|部会|作業部会|ワーキンググループ)$"
)
# Which meeting of a council it is.
_COUNT = re.compile("[(（]第[0-9０-９一二三四五六七八九十百]{1,5}回[)）]$")
_OFFICE = re.compile(
    r"^(.{1,20}(?:省|庁|府|市|町|村|県|都|区))(?:(?<!都市)|(?<=京都市))(?=[^民])((?:市民|町民|村民|区民|県民|都民|府民|都市|[^省庁府市町村県都区]){1,20}(?:局|部|課|室|班|係|グループ|担当))$"
)
_SECRETARIAT = re.compile("^(.{2,20}(?:議会|委員会|会議|本部))事務局$")


def is_organisation(text: str) -> bool:
    """Tell whether a line is the name of a body and nothing else.

    Examples
    --------
    >>> is_organisation("総務省"), is_organisation("総務省の施策"), is_organisation("基本計画")
    (True, False, False)
    """
    folded = _COUNT.sub("", plain(text))
    if _COUNCIL.search(folded):
        folded = _SUBJECT.sub("", folded)
    return (
        (len(folded) > 2 or folded.endswith("市"))
        and len(folded) <= 44
        and not _NOT.search(folded)
        and bool(_ORGANISATION.fullmatch(folded))
    )


def issuer_of(name: str) -> tuple[str, str]:
    """Split the name of an office into the ministry, agency or city and the office itself.

    Examples
    --------
    >>> issuer_of("甲乙省情報局企画課")
    ('甲乙省', '情報局企画課')
    """
    name = _COUNT.sub("", close_up(name))
    if match := _SECRETARIAT.match(name):
        return match.group(1), "事務局"
    if match := _OFFICE.match(name):
        return match.group(1), match.group(2)
    return name, ""


def host_publisher(source: str) -> str:
    """Name who keeps the site of an address; empty where it is unknown.

    Examples
    --------
    >>> host_publisher("https://www.soumu.go.jp/main_content/1.pdf")
    '総務省'
    """
    try:
        host = urlsplit(source if "://" in source else "").hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    return next((name for i in range(len(labels)) if (name := _HOSTS.get(".".join(labels[i:])))), "")
