"""Statements of sentences of our own, one kind a row, with GiNZA's own parser."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plantext.clauses.table import find_statements

DATE = "2024-05-01"


def rows(text: str) -> list[dict[str, Any]]:
    return find_statements(text, date=DATE).to_dict("records")


def predicates(text: str) -> list[str]:
    return [row["predicate"] for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # conjoined predicates state something each
        ("市は窓口を設置し、相談員を配置する。", ["設置する", "配置する"]),
        ("市は窓口を設置するとともに、相談員を配置する。", ["設置する", "配置する"]),
        ("市は窓口を設置したが、相談員を配置していない。", ["設置する", "配置する"]),
        # what only connects or tells the manner does not
        ("市は補助金を活用して、窓口を設置する。", ["設置する"]),
        ("市は意見を聴きつつ、窓口を設置する。", ["設置する"]),
        ("市は住民を支援するため、窓口を設置する。", ["設置する"]),
        # relative clauses do not
        ("市は住民を支援する窓口を設置する。", ["設置する"]),
        # light verbs give way to their noun
        ("市は窓口の設置を行う。", ["設置する"]),
        ("市は窓口の設置について検討を進める。", ["検討する"]),
        ("市は取組を進める。", ["進める"]),
        # frames are looked through
        ("市は窓口を設置することとする。", ["設置する"]),
        ("市が窓口を設置することが必要である。", ["設置する"]),
        ("市は窓口を設置したいと考えている。", ["設置する"]),
        ("市は窓口を設置しなければならない。", ["設置する"]),
        # a judgement on a noun is one
        ("市の協力が必要である。", ["必要である"]),
        ("市は窓口を設置するなど、住民を支援する。", ["設置する", "支援する"]),
        ("市は窓口の設置を行う等、住民を支援する。", ["設置する", "支援する"]),
        ("この条例は料金を改めるもので、四月に施行するものである。", ["改める", "施行する"]),
        ("市は窓口を設置する場合があり、混雑も予想される。", ["設置する"]),
        ("市は窓口を設置しましたが、利用は低い水準となりました。", ["設置する"]),
        # what only tells the manner or the measure does not
        ("市は経費を徹底して削減する。", ["削減する"]),
        ("市は相談員を複数任命する。", ["任命する"]),
        ("市は支援に引き続き努める。", ["努める"]),
        # light verbs, however they are written
        ("市は窓口の制度設計を行う。", ["制度設計する"]),
        ("市は窓口の「見える化」を進める。", ["見える化する"]),
        ("窓口の設置について答弁がなされた。", ["答弁する"]),
        ("市は点検などを行っている。", ["点検する"]),
        ("市は点検は行っていない。", ["点検する"]),
        ("市は職員の点検を早急に行う。", ["点検する"]),
        # forms of politeness and judgement
        ("市は窓口を設置したいと考えておりますので、よろしくお願いいたします。", ["設置する"]),
        ("市は住民に協力をお願いする。", ["お願いする"]),
        ("市は窓口を設置することはやっていきたいと思います。", ["設置する"]),
        ("窓口の設置が欠かせない。", ["欠かせない"]),
        ("窓口の設置が不可欠である。", ["不可欠である"]),
        ("市は書類の提出を不要とする。", ["不要とする"]),
        # an object is what something is made to be
        ("この事業は利用者の増加を目的とする。", ["目的とする"]),
        ("この条例は、理念を定め、もって福祉の向上に寄与することを目的とする。", ["定める", "目的とする"]),
        # a change that somebody brings about
        ("市は利用者の増加を図る。", ["増加する"]),
        ("市は負担を減少させる。", ["減少する"]),
        # a noun of an action ends the sentence
        ("来年度から全ての学校で利用。", ["利用する"]),
        ("窓口の設置を予定。", ["予定する"]),
        # a verb before a relative clause with a subject of its own
        ("市民は理解を深め、市が推進する施策に協力する。", ["深める", "協力する"]),
        ("市は書類を開示し、住民が確認できるよう窓口に置く。", ["開示する"]),
        ("市は必要な経費を要求しているほか、住民がいる場所には職員を配置する。", ["要求する", "配置する"]),
        ("市は施設の整備を目指し、調査を進める。", ["目指す", "調査する"]),
        ("市は決議をさせていただき、要望書を提出した。", ["決議する", "提出する"]),
        # words of measure and manner before the noun of an action
        ("市は具体的検討を進める。", ["検討する"]),
        ("市は窓口を設置予定。", ["設置する"]),
        # what is possible, in the verb itself
        ("この施設は要件を満たせない。", ["満たす"]),
        ("市は料金を無料と言わざるを得ない。", []),
        ("この指針は、調査を実施することによって得られるものである。", ["得る"]),
        ("市は料金を引き上げざるを得ない。", ["引き上げる"]),
        # about the talk
        ("大臣の御見解をお聞かせください。", []),
        ("田中委員、お願いいたします。", []),
        ("次に、議案について御説明いたします。", []),
        ("それを知るために聞いているのです。", []),
        ("資料：総務省の公表資料を基に作成", []),
        ("答弁をお答え申し上げます。", []),
        ("資料をお開き願います。", ["開く"]),
        ("利用が高まると報告されている。", []),
        ("市は影響が及ぶことも指摘されている。", []),
        ("市は窓口をどのように変えるのかについて検討する。", ["検討する"]),
        # how acts are joined
        ("市は経費を調べ、その結果に基づき、所要の検討を加える。", ["調べる", "検討する"]),
        ("市は文献を調査し、考えが広がっていることを説明した。", ["調査する", "説明する"]),
        ("市は費用を追加し、総額を十万円とするものである。", ["追加する"]),
        ("市は期限を二年半延期する。", ["延期する"]),
        ("記録は後日公開予定です。", ["公開する"]),
        ("市は会議を開催63し、指針を示す。", ["開催する", "示す"]),
        # a noun that only names
        ("電子文書とは、市が発行し、保存するものをいう。", []),
        ("人の学習を機械で実現し、識別を可能とする手法。", []),
        ("開示の決定を受けたもの。", []),
        ("高齢者の見守り、支援に取り組む。", ["取り組む"]),
        ("信頼は大きく損なわれるでしょう。", []),
        ("多くの方法が考えられる。", []),
        # no undertaking
        ("利用者の数は増加した。", []),
        ("市は窓口を設置するのでしょうか。", []),
        ("市の人口は１０万人である。", []),
        ("推進体制", []),
        # what is judged stands apart from the judgement, or in characters
        ("窓口の決まりを知ることは、市民の一人として大切なことです。", ["知る"]),
        ("市が窓口の役割を明らかにする事が急務である。", ["明らかにする"]),
        ("市は計画にのっとり、窓口を設置する。", ["設置する"]),
        # verbs that the dictionary has as nouns, or the parser gives to a noun
        ("予算を根元から見直し、新しい窓口を設置する。", ["見直す", "設置する"]),
        ("市は対策を講じ事業を行ってまいります。", ["講ずる", "行う"]),
        ("各課の意見を反映したものとすることを併せて検討。", ["検討する"]),
        ("新しい窓口の設置が望ましい。", ["望ましい"]),
        ("この技術は広く理解されている。", []),
        ("窓口の決まりを守ることが、市民にとって何より重要である。", ["守る"]),
        ("職員が窓口に接続する必要がございます。", ["接続する"]),
        ("この欄は間違えやすいです。", []),
        ("市は、利用者が窓口を選び、書類を出すことを想定している。", ["想定する"]),
        ("書類を窓口で一体的に保存する必要。", ["保存する"]),
    ],
)
def test_predicates(text: str, expected: list[str]) -> None:
    assert predicates(text) == expected


@pytest.mark.parametrize(
    ("text", "actor", "source"),
    [
        ("総務省は、指針を公表する。", "総務省", "topic"),
        ("総務省が指針を公表する。", "総務省", "subject"),
        ("総務省において指針を公表する。", "総務省", "subject"),
        ("指針は総務省によって公表された。", "総務省", "agent"),
        ("政府は指針を公表する。", "政府", "topic"),
        ("全ての地方公共団体は指針を公表する。", "全ての地方公共団体", "topic"),
        ("指針を公表する。", "", "none"),
        ("この条例は、料金を定める。", "条例", "topic"),
        ("二百名が講座を受講する。", "二百名", "subject"),
        ("船長は、証券を交付する。", "船長", "topic"),
        ("利用率は指針を上回る。", "", "none"),
        ("臨時国会において法案が成立した。", "", "none"),
        # the subject of a relative clause
        ("国が掲げる目標の達成に向け、窓口を設置する。", "", "none"),
        ("総務省は、学校において、講座を開催する。", "総務省", "topic"),
        ("窓口を保健所から市役所に移転する。", "", "none"),
        ("総務省から助言を行う。", "総務省", "subject"),
        ("国として窓口を設置する。", "国", "topic"),
        ("委員として会議に参加する。", "", "none"),
        ("地方では窓口を設置する。", "", "none"),
        ("この法律案は、規定の整備を行うものである。", "法律案", "topic"),
        ("米国では指針を公表した。", "", "none"),
        ("一 総務省は、指針を公表する。", "総務省", "topic"),
        ("政府あるいは自治体は、指針を公表する。", "政府あるいは自治体", "topic"),
        ("本条例案は、全会一致で可決すべきものと決定いたしました。", "", "none"),
    ],
)
def test_actors(text: str, actor: str, source: str) -> None:
    table = find_statements(text, date=DATE)
    found = [(row.actor, row.actor_source) for row in table.itertuples()]
    assert set(found) <= {(actor, source)}
    assert found or not actor


def test_a_topic_governs_what_is_conjoined() -> None:
    table = find_statements("総務省は、指針を策定し、説明会を開催する。")
    assert table["actor"].tolist() == ["総務省", "総務省"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("市は窓口を設置する。", "act"),
        ("市は窓口を設置することとする。", "obligation"),
        ("市は窓口を設置すべきである。", "obligation"),
        ("市は窓口の設置を検討する。", "consider"),
        ("市は窓口の設置を目指す。", "aim"),
        ("市は窓口を設置したい。", "aim"),
        ("市は窓口を設置することができる。", "permission"),
        ("市は国に窓口の設置を求める。", "request"),
        ("市は窓口を設置した。", "past"),
        ("市は窓口を設置している。", "past"),
        ("市は相談に対応している。", "act"),
        ("災害が起きた場合には、市は窓口を設置する。", "condition"),
        ("国が窓口を設置することもある。", "possibility"),
        ("窓口を利用しないでください。", "request"),
        ("窓口を御利用ください。", "request"),
        ("資料を提出されたい。", "request"),
        ("市は窓口を設置していること。", "act"),
        ("窓口の設置が不可欠である。", "obligation"),
        ("この施設は要件を満たせる。", "permission"),
        ("市民に書類を求める必要がない。", "obligation"),
        ("広い窓口が必要であろうと思います。", "obligation"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [row["modality"] for row in rows(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("市は窓口を設置しない。", 1),
        ("市は窓口を設置せず、電話で対応する。", 1),
        ("市は窓口を設置しなければならない。", 0),
        ("市は窓口を閉じてはならない。", 1),
        ("市は設置に反対する。", 0),
        ("市は窓口を設置することはなかった。", 1),
        ("市は窓口を設置することができない。", 1),
        ("窓口の設置が欠かせない。", 0),
        ("市民に書類を求める必要がない。", True),
        ("市民に書類を求める必要はありません。", True),
        ("市民に書類を求める必要がある。", False),
    ],
)
def test_negation(text: str, negated: int) -> None:
    assert rows(text)[0]["negated"] == negated


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("市は相談員の研修の手引きを作成する。", "object", "相談員の研修の手引き"),
        ("市は必要な窓口等を設置する。", "object", "窓口"),
        ("指針が公表される。", "object", "指針"),
        ("市は総務省及び警察庁と連携し、窓口を設置する。", "partners", "総務省 | 警察庁"),
        ("市は県と協力して、窓口を設置する。", "partners", "県"),
        ("総務省は市町村に対して助言を行う。", "recipients", "市町村"),
        ("市は2025年度までに窓口を設置する。", "deadline", "2025年度"),
        ("市は2025年度に公表された指針を見直す。", "deadline", ""),
        ("市は法案に反対する。", "stance", "against"),
        ("市は人材の確保や窓口の整備を行う。", "object", "窓口"),
        ("市は多くの貢献を行う。", "object", ""),
        ("窓口の設置が欠かせない。", "object", "窓口の設置"),
        ("第二条中「甲」を「乙」に改める。", "object", "甲"),
        ("終了後、市の説明会を予定している。", "object", "市の説明会"),
        ("会長は任期中、組合の代表を務める。", "object", "組合の代表"),
        ("市は大学と契約を結ぶ。", "partners", "大学"),
        ("市は窓口の整備や企業と連携した講座を開く。", "partners", "企業"),
        ("市が窓口を設置することが求められる。", "modality", "request"),
        ("市は通信回線の引込口を多重化する。", "object", "通信回線の引込口"),
        ("市は届出を義務付けることとした。", "predicate", "義務付ける"),
        # a law that leads acts in what is joined; what is applied acts in nothing
        ("条例は、要請に応えるとともに、届出の方法を定める。", "actor", "条例"),
        ("第三条の規定は、団体の届出について準用する。", "actor", ""),
        ("2020年までに窓口、公園及び会館を開設する。", "deadline", "2020年"),
        # a time or respect is no object
        ("買収後は協会で活用されている。", "object", ""),
        ("本報告書上は、三つの案と表記している。", "object", ""),
        ("本計画は、毎年度見直す。", "object", "本計画"),
        ("本計画は見直しを行う。", "object", "本計画"),
        ("本計画は毎年度改定する。", "predicate", "改定する"),
        ("今後は新しい研修を行う。", "object", ""),
    ],
)
def test_other_columns(text: str, column: str, expected: str) -> None:
    assert rows(text)[0][column] == expected


def test_a_deadline_has_its_days() -> None:
    row = rows("市は来年度末までに窓口を設置する。")[0]
    assert (row["deadline_start"], row["deadline_end"]) == ("2026-03-31", "2026-03-31") or row[
        "deadline_end"
    ] == "2026-03-31"


def test_offsets_are_characters_of_the_text() -> None:
    text = "前置きである。総務省は、指針を公表する。"
    row = rows(text)[0]
    assert text[row["start"] : row["end"]] == "総務省は、指針を公表する"


@pytest.mark.parametrize("text", ["", "。", "A plan is made.", "あ" * 2000, "表１　２３　４５", "「" * 50])
def test_what_states_nothing_gives_an_empty_table(text: str) -> None:
    table = find_statements(text)
    assert table.empty
    assert list(table.columns)[:4] == ["doc_id", "sent_id", "statement", "actor"]


def test_the_same_text_gives_the_same_table() -> None:
    text = "総務省は、指針を策定し、説明会を開催する。"
    pd.testing.assert_frame_equal(find_statements(text), find_statements(text))
