"""Seals the extraction for a release: its version, and the digest of the rooms that decide what is found.

    python tools/seal_extraction.py

Comments, docstrings and the layout of code are no part of the digest, and neither are comments of word lists.
"""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

from corpus import extraction_version

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
HOME = extraction_version.HOME


def digest(home: Path = HOME) -> str:
    """Of what the files mean, not of how they are written."""
    total = hashlib.sha256()
    for path in extraction_version.files(home):
        total.update(
            f"{path.relative_to(home).as_posix()}\n{_meant(path.suffix, path.read_text(encoding='utf-8'))}\n".encode()
        )
    return total.hexdigest()[:16]


@cache
def _meant(suffix: str, text: str) -> str:
    return repr(tomllib.loads(text)) if suffix == ".toml" else _code(ast.parse(text))


def _code(node: object) -> str:
    """A syntax tree as text: no docstrings, and nothing that one Python version has and another has not."""
    if isinstance(node, list):
        return "".join(map(_code, node))
    if not isinstance(node, ast.AST):
        return repr(node)
    if isinstance(node, ast.Constant):
        return repr(node.value)
    fields = dict(ast.iter_fields(node))
    if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
        fields["body"] = node.body[1:]
    told = (f"{name}={_code(value)}" for name, value in fields.items() if value not in (None, []))
    return f"{type(node).__name__}({' '.join(told)})"


def main() -> None:
    path = Path(extraction_version.__file__)
    text = path.read_text(encoding="utf-8")
    version = extraction_version.VERSION
    text = re.sub(r"(?m)^SEALED = \d+", f"SEALED = {version}", text)
    text = re.sub(r'(?m)^DIGEST = "\w*"', f'DIGEST = "{digest()}"', text)
    path.write_text(text, encoding="utf-8")
    print(f"Extraction {version} is sealed. The next change of what is found raises VERSION to {version + 1}.")


if __name__ == "__main__":
    main()
