"""PyYAML's view of headers, for OracleTests.swift.

Reads a JSON list of texts from standard input and prints a JSON list of answers: {"tree": ...} or {"error": ...}.
A tree is [kind, start, end, value]; start and end count bytes of UTF-8, end is null where PyYAML has no such
notion (collections, block scalars); kind is a scalar's style or "list" or "map", value the text, the items, or
the pairs. BaseLoader resolves nothing: every scalar is text.

One difference from YAML 1.2.2 is taken out here: PyYAML ends a plain scalar in brackets at a question mark, as
YAML 1.1 did, where 1.2.2 goes on. A question mark is therefore replaced by a character without meaning and put
back afterwards. (What YAML 1.2.2 allows and PyYAML refuses, such as tabs between tokens, we refuse as well.)
"""

import json
import sys

import yaml

STAND_IN = "\ue000"
STYLES = {None: "plain", "'": "singleQuoted", '"': "doubleQuoted", "|": "literal", ">": "folded"}


def tree(node, offsets):
    start, end = offsets[node.start_mark.index], offsets[node.end_mark.index]
    if isinstance(node, yaml.ScalarNode):
        style = STYLES[node.style]
        value = node.value.replace(STAND_IN, "?")
        return [style, start, None if style in ("literal", "folded") else end, value]
    if isinstance(node, yaml.SequenceNode):
        return ["list", start, None, [tree(item, offsets) for item in node.value]]
    return ["map", start, None, [[tree(key, offsets), tree(value, offsets)] for key, value in node.value]]


def answer(text):
    try:
        node = yaml.compose(text.replace("?", STAND_IN), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return {"error": " ".join(str(error).split())}
    except RecursionError:
        return {"error": "nested too deep"}
    offsets, offset = [], 0
    for character in text:
        offsets.append(offset)
        offset += len(character.encode())
    offsets.append(offset)
    return {"tree": None if node is None else tree(node, offsets)}


json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
