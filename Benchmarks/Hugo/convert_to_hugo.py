"""The content of a generated site as a Hugo site, beside this folder's settings and layouts.

Regions are sections down the tree, a case is a page in its community's section; the body stays as it is, and so does the
header, which is YAML already, but for two keys. Reports stay out: Hugo could not add up 200余 and 近300.
"""
import pathlib
import re
import shutil

import yaml

HERE = pathlib.Path(__file__).resolve().parent


def region_folders(content):
    """Path of each region → slugs down to it; and the paths of those that the registry lists down to the district."""
    registry = yaml.safe_load((content / "regions.yml").read_text(encoding="utf-8"))
    folders = {}

    def add(regions, path, folder):
        for region in regions:
            names, slugs = [*path, region["name"]], [*folder, region["slug"]]
            folders["/".join(names)] = "/".join(slugs)
            add(region.get("children", []), names, slugs)

    add(registry["regions"], [], [])
    registered = list(folders)
    for path, slug in registry["slugs"].items():
        folders[path] = f"{folders[path.rsplit('/', 1)[0]]}/{slug}"
    return folders, registered


def convert(folder, hugo):
    """Makes the folder `hugo` from the site in `folder`."""
    content = folder / "content"
    shutil.copytree(HERE / "layouts", hugo / "layouts")
    shutil.copy(HERE / "hugo.yaml", hugo)
    folders, shown = region_folders(content)
    regions = hugo / "content/regions"
    for source in sorted((content / "cases").iterdir()):
        header, body = re.fullmatch(r"---\n(.*?\n)(---\n.*)", source.read_text(encoding="utf-8"), re.DOTALL).groups()
        region = re.search(r"^region: (.+)$", header, re.MULTILINE)
        header = header.replace(region[0] + "\n", "").replace("\npublished: ", "\npublishDate: ")
        page = regions / folders[region[1]] / source.name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("---\n" + header + body, encoding="utf-8")
        shown.append(region[1])
    regions.mkdir(parents=True, exist_ok=True)
    (regions / "_index.md").write_text("---\ntitle: 地区\nlayout: regions\n---\n", encoding="utf-8")
    for path in dict.fromkeys(shown):
        section = regions / folders[path]
        section.mkdir(parents=True, exist_ok=True)
        (section / "_index.md").write_text(
            f"---\ntitle: {path.rsplit('/', 1)[-1]}\nid: {folders[path]}\n---\n", encoding="utf-8")
