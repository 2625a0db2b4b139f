"""Languages: the right one, none where there is none, and always the same."""

import json
import os
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.language import identify

SAMPLES = [
    ("de", "Der Präsident traf den Außenminister in Köln, um über die Zusammenarbeit zu sprechen."),
    ("en", "The president met the foreign minister in the capital to talk about trade and transport."),
    ("en", "PRESIDENT OF KAZAKHSTAN MEETS PRIME MINISTER OF PAKISTAN IN ASTANA"),
    ("fr", "Bonjour tout le monde"),
    ("no", "Statsministeren møtte presidenten og sa at landene vil styrke samarbeidet om handel."),
    ("no", "Statsministeren møtte presidenten. Ikkje minst gjeld det handel, sa ho til ein journalist frå avisa."),
    ("da", "Statsministeren mødte præsidenten og sagde, at landene vil styrke samarbejdet efter sommeren."),
    (
        "hr",
        "Predsjednik se tijekom posjeta sastao s ministrom vanjskih poslova te razgovarao o suradnji dviju zemalja.",
    ),
    ("sr", "Predsednik se sastao danas u Beogradu sa predsednikom vlade i razgovarao o saradnji dve zemlje."),
    ("sr", "Председник Србије састао се данас са амбасадором Русије и разговарао о сарадњи."),
    ("bs", "Razgovarali su o evropskom putu zemlje i općim izborima sljedeće sedmice, saopćeno je u Sarajevu."),
    ("id", "Presiden mengatakan bahwa perusahaan itu tidak bisa membayar uang karena krisis di kota ini."),
    ("ms", "Beliau berkata syarikat itu tidak boleh membayar wang kerana krisis di bandar ini, menurut polis."),
    ("zh", "总统今天会见了巴基斯坦总理。"),
    ("zh", "總統今天會見了巴基斯坦總理,雙方討論了貿易問題。"),
    ("zh", "由 Patrick Dwyer 和 Francis Beauvillier 進攻，雙方以 2 球領先比賽。"),
    ("ja", "大統領は会談した"),
    ("ko", "대통령"),
    ("th", "ประธานาธิบดี"),
    ("ka", "პრეზიდენტი"),
    ("hy", "Նախագահը հանդիպեց վարչապետին"),
    ("el", "Ο πρόεδρος συναντήθηκε με τον πρωθυπουργό."),
    ("he", "הנשיא נפגש עם ראש הממשלה של פקיסטן."),
    ("yi", "דער פרעזידענט האט זיך היינט געטראפן מיטן פרעמיער מיניסטער פון ישראל אין וואשינגטאן."),
    ("am", "ፕሬዚዳንቱ ከጠቅላይ ሚኒስትሩ ጋር በአዲስ አበባ ተወያይተዋል ነው የተባለው።"),
    ("ti", "ፕረዚደንት ምስ ቀዳማይ ሚኒስተር ኢትዮጵያ ኣብ ኣስመራ ተራኺቡ ብዛዕባ ዝምድና ክልቲኡ ሃገራት ተዘራሪቡ።"),
    ("uz", "Президентимиз Самарқанд вилоятига ташриф буюриб, маҳаллий тадбиркорлар билан мулоқот қилди."),
    ("uz", "Prezident viloyatga tashrif buyurib, mahalliy tadbirkorlar bilan muloqot qildi va loyihalarni ko‘rdi."),
    ("kk", "Президент үкімет басшысымен кездесіп, екі ел арасындағы ынтымақтастықты талқылады."),
    ("ky", "Президент өкмөт башчысы менен жолугуп, эки өлкөнүн кызматташтыгын талкуулады."),
    ("tg", "Президент бо сарвазир вохӯрда, ҳамкории ду кишварро баррасӣ кард."),
    ("tt", "Татарстан Рәисе бүген Казанда Төркия илчесе белән очрашты."),
    ("ug", "خىتاي دۆلەت ئىشلىرى مەھكىمىسىنىڭ باشلىقى بۈگۈن بېيجىڭدا قازاقىستان پرېزىدېنتى بىلەن كۆرۈشتى."),
    ("ku", "سەرۆکی هەرێمی کوردستان لەگەڵ باڵیۆزی ئەمریکا کۆبووەوە و باسی پەیوەندییەکانیان کرد."),
    ("ur", "صدر نے وزیر اعظم سے ملاقات کی اور دونوں ملکوں کے تعلقات پر بات چیت کی۔"),
    ("fa", "رئیس جمهور با نخست وزیر دیدار کرد و دربارهٔ روابط دو کشور گفتگو کردند."),
    ("ps", "ولسمشر له لومړي وزیر سره وکتل او د دواړو هېوادونو پر اړیکو یې خبرې وکړې."),
    ("ne", "राष्ट्रपतिले प्रधानमन्त्रीलाई भेटेर दुई देशबीचको सम्बन्धबारे छलफल गरेका छन्।"),
    ("hi", "राष्ट्रपति ने प्रधानमंत्री से मुलाकात की और दोनों देशों के संबंधों पर चर्चा की है।"),
]

NO_LANGUAGE = [
    "", " \n", "Hello", "总", "12,345 67.89% 2024-01-01 +1 (555) 123 4567 $$$", "😀" * 30, "a" * 200, "α" * 50,
    "asdkjh qwpoei zxmcnb qlwkej asldkj qpwoei zmxnc laksjd qowie alskdj zxcmn",
    "5a2a59cd5140f087 deadbeef cafebabe 0123456789abcdef 5a2a59cd5140f087 00ff00ff",
    "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0aGlzIHNpbmd1bGFy",
    "https://example.org/the/president/met/the/minister editor@example.org",
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), SAMPLES)
def test_the_language_of_a_sentence(code: str, text: str) -> None:
    found = identify(text)
    assert found.code == code
    assert 0.25 <= found.confidence <= 1


@pytest.mark.parametrize("text", NO_LANGUAGE)
def test_no_language(text: str) -> None:
    assert identify(text).code == "und"


def test_the_script_of_most_letters_counts() -> None:
    russian = "Президент Казахстана встретился сегодня с послом."
    assert identify("President of Kazakhstan met today. " + russian).code == "ru"
    assert identify("The president of Kazakhstan met the ambassador. " * 8 + russian).code == "en"


def test_latin_look_alikes_in_cyrillic_words() -> None:
    assert identify("Пpeзидeнт Kaзaxcтaнa вcтpeтилcя c пocлoм и oбcyдил coтpyдничecтвo двyx cтpaн.").code == "ru"


def test_a_long_text_is_known_by_its_middle_as_well() -> None:
    german = "Der Präsident traf den Außenminister, um über die Zusammenarbeit zu sprechen. "
    assert identify("1 2 3 4 5 6 7 8 9 0 " * 60 + german * 40).code == "de"


def test_any_order_gives_the_same_answers() -> None:
    before = {text: identify(text) for _, text in SAMPLES}
    shuffled = [text for _, text in SAMPLES] * 2
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert all(identify(text) == before[text] for text in shuffled)


def test_a_fresh_process_gives_the_same_answers() -> None:
    code = "import json, sys; from etl.language import identify; " \
           "print(json.dumps([[f.code, f.confidence] for f in map(identify, json.load(sys.stdin))]))"  # fmt: skip
    texts = [text for _, text in reversed(SAMPLES)]
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, timeout=60, check=True,
        env=os.environ | {"PYTHONHASHSEED": "4711"},
    )  # fmt: skip
    assert json.loads(done.stdout) == [[found.code, found.confidence] for found in map(identify, texts)]


@given(st.text(st.characters(), max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    found = identify(text)
    assert 0 <= found.confidence <= 1
    assert found == identify(text)
    assert found.code.isalpha()
