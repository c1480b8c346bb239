#!/usr/bin/env python3
"""The folder data/ as other programs see it: frictionless and csvw read it whole, DuckDB adds up several sites.

Use: check.py CASEBOOK. Builds the site of this repository and a small one of another province in a folder of its own."""
import csv
import decimal
import hashlib
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import csvw
import duckdb
import frictionless

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
CASEBOOK = pathlib.Path(sys.argv[1]).resolve()

REGIONS = """regions:
  - code: 430000
    name: 湖南省
    slug: hunan
    children:
      - {code: 430100, name: 长沙市, slug: changsha}
      - {code: 430200, name: 株洲市, slug: zhuzhou}
      - {code: 430300, name: 湘潭市, slug: xiangtan}
"""
# Of each city the year's sessions as its report words them; deployed members are a stock, and must not be added.
CITIES = {"长沙市": ("200余", "300"), "株洲市": ("100", "150")}


def build(root, output):
    subprocess.run([CASEBOOK, "build", "--root", root, "--output", output, "--today", "2026-11-21", "--lang", "zh"],
                   check=True, capture_output=True)


def other_site(folder):
    content = folder / "content"
    (content / "reports").mkdir(parents=True)
    shutil.copytree(PROJECT / "templates", folder / "templates")
    for name in ("metrics.yml", "sources.yml"):
        shutil.copy(PROJECT / "content" / name, content / name)
    (content / "regions.yml").write_text(REGIONS)
    (content / "site.yml").write_text("title: 湖南\nhome: 湖南省\npublisher: 湖南\n")
    for number, (city, (sessions, members)) in enumerate(CITIES.items()):
        (content / f"reports/r{number}.md").write_text(
            f"---\ntitle: 报告\nregion: 湖南省/{city}\nperiod: 2023\nfigures:\n  sessions_held: {sessions}\n"
            f"  members_deployed: {members}\n---\n")


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r}, and not {wanted!r}")


def check_package(data):
    """frictionless finds nothing wrong, and does find what is."""
    report = frictionless.validate(str(data / "datapackage.json"))
    expect("frictionless", [error for task in report.tasks for error in task.errors] + report.errors, [])
    package = json.loads((data / "datapackage.json").read_text())
    expect("tables", report.stats["tasks"], len(package["resources"]))
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        expect(resource["path"], (len(content), "sha256:" + hashlib.sha256(content).hexdigest()),
               (resource["bytes"], resource["hash"]))
    catalog = json.loads((data / "catalog.jsonld").read_text())
    for dataset in catalog["dcat:dataset"]:
        for file in dataset["dcat:distribution"]:
            content = (data / file["dcat:downloadURL"]["@id"]).read_bytes()
            expect("checksum", file["spdx:checksum"]["spdx:checksumValue"]["@value"], hashlib.sha256(content).hexdigest())
    mistakes = {
        "type-error": ("cases.csv", ",2022-01-01,", ",2022-13-01,"),
        "foreign-key": ("cases.csv", ",consultation,", ",consolation,"),
        "primary-key": ("sources.csv", "\n001,", "\n000,"),
    }
    for code, (name, old, new) in mistakes.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "data"
            shutil.copytree(data, copy)
            text = (copy / name).read_text()
            (copy / name).write_text(text.replace(old, new, 1))
            found = {error.type for task in frictionless.validate(str(copy / "datapackage.json")).tasks for error in task.errors}
            if text == (copy / name).read_text() or code not in found:
                sys.exit(f"frictionless does not see a {code}: {found}")
    return len(package["resources"])


def check_csvw(data):
    """csvw reads each table by its metadata: types, missing values, what refers to what."""
    group = csvw.TableGroup.from_file(str(data / "csv-metadata.json"))
    rows = 0
    for table in group.tables:
        rows += sum(1 for _ in table.iterdicts(strict=True))
    group.check_referential_integrity()
    for path in data.rglob("*.csv-metadata.json"):
        list(csvw.Table.from_file(str(path)).iterdicts(strict=True))
    return rows


def check_queries(sites):
    """The queries of docs/open-data.md, over two sites."""
    document = (PROJECT / "docs/open-data.md").read_text()
    queries = re.findall(r"```sql\n(.*?)```", document, re.S)
    connection = duckdb.connect()
    connection.execute(f"set file_search_path = '{sites.parent}'")
    results = []
    for query in queries:
        text = query.replace("sites/", f"{sites}/")
        for statement in connection.extract_statements(text):
            result = connection.execute(statement)
        results.append(result.fetchall())
    return connection, results


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sites = folder / "sites"
        build(PROJECT, sites / "hubei")
        other_site(folder / "other")
        build(folder / "other", sites / "hunan")
        data = sites / "hubei/data"
        tables, rows = check_package(data), check_csvw(data)
        connection, results = check_queries(sites)
        # 200余 + 100 is 300余: at least 300, at most 400; the stock is not there at all.
        totals = {(row[0], row[1], row[2]): row[3:] for row in results[1]}
        expect("湖南", totals["湖南省", "sessions_held", "2023"], (300, 300, 400, "over", 2, 3))
        expect("stocks", [key for key in totals if key[1] == "members_deployed"], [])
        # Recounted without SQL, from the other site's own table.
        expect("湖北", {key: value for key, value in totals.items() if key[0] == "湖北省"}, recounted(data))
        page = html.unescape((data / "index.html").read_text())
        query = re.search(r"<code>(select .*?)</code>", page, re.S)[1]
        connection.execute(f"set file_search_path = '{data}'")
        found = connection.execute(query).fetchall()
        expect("武汉", [row[1] for row in found if row[0] == "湖北省/武汉市"], ["637"])
        print(f"open data: {tables} tables and {rows} rows are valid, {len(results)} queries over 2 sites agree")


def recounted(data):
    def table(name):
        with open(data / f"{name}.csv", newline="") as file:
            return list(csv.DictReader(file))

    areas = {row["id"]: row for row in table("areas")}
    metrics = {row["id"]: row for row in table("metrics")}
    province = next(row for row in areas.values() if row["level"] == "province" and row["is_home"] == "true")
    cities = [row for row in areas.values() if (row["counted_under"] if row["counted_under"] != "[z]" else row["parent"]) == province["id"]]
    groups = {}
    for row in table("observations"):
        metric = metrics.get(row["metric"])
        if row["layer"] == "published" and row["basis"] in ("reported", "summed") and metric["kind"] == "flow" \
                and "regions" in metric["adds"] and row["area"] in {city["id"] for city in cities} \
                and row["period"] != "all" and row["period_start"] == row["period"] + "-01-01" \
                and row["period_end"] == row["period"] + "-12-31":
            groups.setdefault((province["name"], row["metric"], row["period"]), []).append(row)
    totals = {}
    for key, rows in groups.items():
        def added(column):
            values = [row[column] for row in rows]
            return None if "[z]" in values else sum(map(decimal.Decimal, values))

        marks = {row["qualifier"] for row in rows}
        low, high = added("low"), added("high")
        qualifier = "about" if low is None else "over" if high is None else "range" if "range" in marks else \
            "about" if "about" in marks or marks >= {"over", "nearly"} else \
            next((mark for mark in ("over", "nearly") if mark in marks), "exact")
        totals[key] = (added("value"), low, high, qualifier, len(rows), len(cities))
    return totals


main()
