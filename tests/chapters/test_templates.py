"""No template of a chapter says a number or quantity of its own: not one that the shipped study
happens never to reach."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sectorscope.chapters
from sectorscope.profile import Filled, Slot

FOLDER = Path(str(sectorscope.chapters.__file__)).parent
FIELD = re.compile(r"\{(\w+)\}")


def texts(node: ast.AST) -> Iterator[str]:
    """Every text an expression can be, f-strings with their fields left out."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(t for p in parts if isinstance(p, ast.Constant) for t in texts(p))
        case ast.IfExp(body=yes, orelse=no):
            yield from texts(yes)
            yield from texts(no)
        case ast.Tuple(elts=parts):
            for part in parts:
                yield from texts(part)
        case ast.BinOp(left=left, right=right):
            yield from texts(left)
            yield from texts(right)
        case _:
            return


def is_template(target: ast.AST) -> bool:
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    return any(isinstance(n, ast.Name) and n.id == "template" for n in names)


def templates(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of what is assigned to `template`, or given to `gap` or `tell` as one."""
    for node in ast.walk(tree):
        given: list[ast.expr] = []
        match node:
            case ast.Assign(targets=[target], value=value) if is_template(target):
                given = [value]
            case ast.AugAssign(target=target, value=value) if is_template(target):
                given = [value]
            case ast.Call(func=ast.Name(id="gap"), args=args):
                given = args[1:3]
            case ast.Call(func=ast.Name(id="tell"), args=args):
                given = args[2:3]
            case _:
                pass
        for expression in given:
            for text in texts(expression):
                yield expression.lineno, text


def refusal(text: str) -> str:
    """What is wrong with a template, if anything is."""
    bare = FIELD.sub("{x}", text) or "{x}"
    try:
        Filled(
            template=bare,
            slots={"x": Slot(kind="literal", text="x")} if "{x}" in bare else {},
        )
    except ValueError as why:
        return str(why)
    return ""


FILES = sorted(p.name for p in FOLDER.glob("*.py"))


@pytest.mark.parametrize("name", FILES)
def test_templates_keep_the_rule(name: str):
    tree = ast.parse((FOLDER / name).read_text(encoding="utf-8"))
    wrong = {
        line: why for line, text in templates(tree) if "outside a slot" in (why := refusal(text))
    }
    assert not wrong


def test_the_walk_finds_templates():
    found = sum(
        len(list(templates(ast.parse((FOLDER / n).read_text(encoding="utf-8"))))) for n in FILES
    )
    assert found > 25
    assert "outside a slot" in refusal("{a} of all sections.")
