"""Word files of chance, written by python-docx: whatever is in them is in the write-up, in its order.

    CASEBOOK=.build/debug/casebook pytest Tests/Office/test_word.py
"""

import html
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CASEBOOK", PROJECT / ".build/debug/casebook")).resolve()
MINIMAL = PROJECT / "Tests/SiteTests/Fixtures/minimal"
# Whatever might mean something to Markdown.
ODD = ["*", "**", "_", "`", "[甲](乙)", "[1]", "<b>", "&amp;", "&nbsp", "~~", "#", "\\", "|", "$x$", "!", "^", "1.", ">", "{}", "http://a.cn/_b_"]
HAN = "委员居民路灯街道协商办理安装商量意见解决满意会议记录社区"


def words(chance, least=2, most=12):
    return "".join(chance.choice(HAN) for _ in range(chance.randint(least, most)))


def sentence(chance):
    parts = []
    for _ in range(chance.randint(1, 4)):
        parts.append(words(chance))
        if chance.random() < 0.3:
            parts.append(chance.choice(ODD))
    return "".join(parts) + words(chance) + "。"


def document(chance, path):
    """Writes a file; returns the texts that have to come out, in their order."""
    file, texts = docx.Document(), []
    title = words(chance, 4, 10)
    file.add_heading(title, 0)
    file.add_paragraph("地区：湖北省/宜昌市/西陵区")
    for _ in range(chance.randint(3, 12)):
        kind = chance.choice(["text", "text", "runs", "heading", "list", "table"])
        if kind == "heading":
            text = words(chance)
            file.add_heading(text, chance.randint(1, 3))
            texts.append(text)
        elif kind == "list":
            style = chance.choice(["List Bullet", "List Number"])
            for _ in range(chance.randint(1, 4)):
                text = words(chance)
                file.add_paragraph(text, style=style)
                texts.append(text)
        elif kind == "table":
            rows, columns = chance.randint(2, 4), chance.randint(2, 4)
            table = file.add_table(rows, columns)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = words(chance) + (chance.choice(ODD) if chance.random() < 0.2 else "") + words(chance)
                    texts.append(cell.text)
        elif kind == "runs":
            paragraph, text = file.add_paragraph(), ""
            for _ in range(chance.randint(1, 5)):
                piece = words(chance) + (chance.choice(["，", "“", "”", "（", "）", " "]) if chance.random() < 0.4 else "")
                run = paragraph.add_run(piece)
                run.bold, run.italic = chance.random() < 0.4, chance.random() < 0.2
                text += piece
            paragraph.add_run(words(chance) + "。")
            texts.append(text)
        else:
            text = sentence(chance)
            file.add_paragraph(text)
            texts.append(text)
    file.save(path)
    return title, texts


def plain(text):
    """Without blanks, and with the punctuation that a text may get where it has other."""
    for wide, narrow in zip("（），；：！？", "(),;:!?"):
        text = text.replace(wide, narrow)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost(seed, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(MINIMAL, site)
    title, texts = document(random.Random(seed), site / "lai.docx")
    done = subprocess.run([PROGRAM, "import", "lai.docx"], cwd=site, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = site / "content/cases/lai.md"
    assert f"标题: {title}\n" in written.read_text()
    page = subprocess.run([PROGRAM, "markdown", written], cwd=site, capture_output=True, text=True, check=True).stdout
    shown = plain(html.unescape(re.sub(r"<[^>]*>", "", page)))
    at = 0
    for text in texts:
        found = shown.find(plain(text), at)
        assert found >= 0, f"{text}\n{written.read_text()}\n{page}"
        at = found + len(plain(text))
