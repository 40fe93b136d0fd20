"""Reading a page as a program would: its text, its links, what it would fetch."""

from html.parser import HTMLParser

_SILENT = {"script", "style", "svg"}
_VOID = {"meta", "link", "br", "line", "circle", "rect", "path"}
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "div", "dd", "dt", "figure", "summary", "a"}


class Page(HTMLParser):
    """Lines of visible text, and every attribute with the element that carries it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.attributes: list[tuple[str, str, str]] = []
        self._silent = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._silent += tag in _SILENT
        if tag in _BLOCKS and self.lines[-1].strip():
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        """What is read, without the layout's white space."""
        return "\n".join(" ".join(line.split()) for line in self.lines if line.strip())

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, found, value in self.attributes if found == name]
