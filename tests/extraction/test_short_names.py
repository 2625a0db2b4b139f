"""Countries named by one letter, in a script that writes syllables."""

import pytest

from tests.extraction.reading import events, record


def parties(body: str) -> list[tuple[str, str]]:
    return [(m["surface"], m["party"]) for m in record(body, "zh")["mentions"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("波兰外交部发表声明，波方将关闭口岸。", ("波", "POL")),
        ("秘鲁总统抵达基多，秘外长同行。", ("秘", "PER")),
        ("阿富汗同伊朗举行会谈，阿方感谢伊方。", ("阿", "AFG")),
        ("乌干达军方发言人说，乌军撤回营地。", ("乌军", "UGA")),
        ("乌军说，行动已经结束。", ("乌军", "UKR")),
        ("哈萨克斯坦和乌兹别克斯坦签署文件，哈乌两国元首出席。", ("乌", "UZB")),
        ("美韩将举行会谈。", ("韩", "KOR")),
    ],
)
def test_letter_stands_for_a_country(body: str, expected: tuple[str, str]) -> None:
    assert expected in parties(body)


@pytest.mark.parametrize("body", ["多哥代表说，多方参加。", "日本媒体报道，9日军方说。", "新加坡说，新政府上台。"])
def test_letter_that_means_something_else(body: str) -> None:
    assert len(parties(body)) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("中美两国举行会谈。", ("CONSULT", "CHN", "USA", "occurred")),
        ("韩美启动联合军演 朝鲜发表谈话", ("COOPERATE", "KOR", "USA", "occurred")),
    ],
)
def test_two_letters_act_together(body: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(body, "zh")


def test_two_letters_before_their_leaders() -> None:
    assert events("加拿大总理与泰柬领导人通话。", "zh") == {
        ("CONSULT", "CAN", "THA", "occurred"),
        ("CONSULT", "CAN", "KHM", "occurred"),
    }


def test_a_lists_comma_behind_a_verb_parts_clauses() -> None:
    assert ("PROTEST", "NOR", "DNK", "occurred") not in events("挪威提出抗议、丹麦也发声谴责。", "zh")
