#!/usr/bin/env python3
"""The README's figures: what was measured, kept in docs/figures.json, as tables and plots.

    ci/figures.py            writes the tables between the README's marks, and docs/NAME.svg
    ci/figures.py --check    fails if one of them is not what docs/figures.json makes
    ci/figures.py --sizes    notes the sizes of what ci/release --sizes has built, and writes

Whoever else measures puts tables there itself: ci/bench --write. A table stands in the
README between <!-- bench:NAME --> and <!-- /bench -->, with when and where it was measured. The bars
of a row in a plot share a scale, that of the row's longest, since rows are seldom of one size.
"""
import datetime, html, json, os, re, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(ROOT, "docs/figures.json")
README = os.path.join(ROOT, "README.md")

# What is drawn of a table: what a bar's length means; which columns make a row's label; and the
# columns that are bars, with what they are called.
PLOTS = {
    "offline": ("ns a packet", [0], {1: "barecap", 2: "tcpdump", 4: "bare minimum"}),
    "live": ("processor seconds per million packets", [0, 1], {4: "barecap", 5: "tcpdump", 7: "bare minimum"}),
    "compile": ("median ns a filter", [0], {2: "barecap", 3: "libpcap"}),
    "sizes": ("bytes", [0], {1: "whole", 2: "base", 3: "least"}),
}
# Which columns of a table the README has, and which rows: a column and its value. All without.
SHOWN = {
    "latency": ([0, 1], None),
    "lists": ([0, 2, 3, 4, 5, 6, 7], (1, "1,000")),
}

COLOURS = "#2f81f7", "#d4862a", "#8b949e"
WIDTH, LABELS, BAR, GAP = 760, 270, 12, 8


class Table:
    """Rows as they are measured, each printed at once."""

    def __init__(self, name, title, columns):
        self.name, self.columns, self.rows = name, columns, []
        print(f"\n### {title}\n\n{line(columns)}\n{'|---' * len(columns)}|", flush=True)

    def row(self, *cells):
        self.rows.append([str(cell) for cell in cells])
        print(line(self.rows[-1]), flush=True)


def folder():
    """A folder for what is measured: on tmpfs where there is one and TMPDIR names no other, so that
    files cost what the programs make of them, and not what a disk does."""
    tmpfs = "/dev/shm"
    return tempfile.TemporaryDirectory(dir=tmpfs if os.path.ismount(tmpfs) and "TMPDIR" not in os.environ else None)


def line(cells):
    # GitHub's tables have no blank in an empty cell.
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def keep(tables, machine):
    """Puts the tables that the README has a mark for into the file, in place of earlier ones of their
    names, and writes what follows."""
    data = load()
    shown = marks()
    for table in (table for table in tables if table.name in shown):
        data[table.name] = {
            "measured": datetime.date.today().strftime("%B %Y"), "machine": machine,
            "columns": table.columns, "rows": table.rows,
        }
    with open(DATA, "w") as file:
        json.dump(data, file, indent=1, ensure_ascii=False)
        file.write("\n")
    write()


def load():
    return json.load(open(DATA)) if os.path.exists(DATA) else {}


def section(name, table):
    """What stands between the marks."""
    columns, only = SHOWN.get(name, (range(len(table["columns"])), None))
    rows = [row for row in table["rows"] if only is None or row[only[0]] == only[1]]
    lines = [line([table["columns"][i] for i in columns]), "|---" * len(columns) + "|"]
    lines += [line([row[i] for i in columns]) for row in rows]
    if name in PLOTS:
        lines += ["", f"![{PLOTS[name][0]}](docs/{name}.svg)"]
    return "\n".join([*lines, "", f"({table['measured']}, {table['machine']})"])


def marks():
    """The names of the tables that the README has a mark for."""
    return re.findall(r"<!-- bench:(\w+) -->", open(README).read())


def readme(data):
    """The README with the tables that it has marks for."""
    def replaced(match):
        if match[1] not in data:
            sys.exit(f"docs/figures.json has no {match[1]}, which the README has a mark for")
        return f"<!-- bench:{match[1]} -->\n{section(match[1], data[match[1]])}\n<!-- /bench -->"
    return re.sub(r"<!-- bench:(\w+) -->\n.*?<!-- /bench -->", replaced, open(README).read(), flags=re.DOTALL)


def number(cell):
    found = re.match(r"[\d,.]+", cell)
    return float(found[0].replace(",", "")) if found else None


def plot(name, table):
    """An SVG of a table; every bar is on a line of its own."""
    unit, labels, bars = PLOTS[name]
    out, y = [], 46
    for row in table["rows"]:
        drawn = [(i, bar, number(row[column]), row[column]) for i, (column, bar) in enumerate(bars.items())]
        drawn = [bar for bar in drawn if bar[2] is not None]
        longest = max(value for _, _, value, _ in drawn)
        label = ", ".join(row[i].replace("`", "") + (" bytes" if table["columns"][i] == "bytes" else "") for i in labels)
        middle = y + len(drawn) * BAR / 2 + 4
        out.append(f'<text class="t" x="{LABELS - 8}" y="{middle:g}" text-anchor="end">{html.escape(label)}</text>')
        for i, _, value, shown in drawn:
            width = max((WIDTH - LABELS - 90) * value / longest, 1)
            out.append(f'<rect x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR - 2}" fill="{COLOURS[i]}"/>')
            out.append(f'<text class="v" x="{LABELS + width + 5:.1f}" y="{y + 9}">{html.escape(shown)}</text>')
            y += BAR
        y += GAP
    legend, x = [], LABELS
    for i, bar in enumerate(bars.values()):
        legend.append(f'<rect x="{x}" y="26" width="10" height="10" fill="{COLOURS[i]}"/>')
        legend.append(f'<text class="v" x="{x + 14}" y="35">{bar}</text>')
        x += 110
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" role="img">',
        f"<title>{name}: {unit}</title>",
        # Readable on white and on black, whichever the page around it has.
        "<style>text{font:12px sans-serif;fill:#57606a}.v{font-size:10px}"
        "@media(prefers-color-scheme:dark){text{fill:#c9d1d9}}</style>",
        f'<text class="t" x="{LABELS}" y="16">{unit}, each row to its own scale</text>',
        *legend, *out, "</svg>\n",
    ])


def files(data):
    """What there is to be, by path."""
    made = {README: readme(data)}
    for name, table in data.items():
        if name in PLOTS:
            made[os.path.join(ROOT, f"docs/{name}.svg")] = plot(name, table)
    return made


def write():
    for path, content in files(load()).items():
        with open(path, "w") as file:
            file.write(content)


def check():
    data = load()
    wrong = [path for path, content in files(data).items() if not os.path.exists(path) or open(path).read() != content]
    marked = marks()
    wrong += [f"no mark for {name} in the README" for name in data if name not in marked]
    for what in wrong:
        print(f"figures: FAILED: {what}: ci/figures.py writes what docs/figures.json says")
    print(f"figures: {len(data)} tables in the README")
    sys.exit(bool(wrong))


def sizes():
    """What ci/release --sizes has built, by target and set of features."""
    table = Table("sizes", "The binary, bytes", ["target", "whole", "base", "least"])
    for text in open(os.path.join(ROOT, "ci/targets")):
        target = text.split()[0]
        paths = [os.path.join(ROOT, "target/sets", name, target) for name in table.columns[1:]]
        sizes = [f"{os.path.getsize(path):,}" if os.path.exists(path) else "" for path in paths]
        if target != "#" and any(sizes):
            table.row(f"`{target}`", *sizes)
    keep([table], "Rust 1.95 and, where rustup lacks the target, Debian's 1.96")


if __name__ == "__main__":
    if sys.argv[1:] == ["--sizes"]:
        sys.exit(sizes())
    if sys.argv[1:] == ["--check"]:
        check()
    elif sys.argv[1:]:
        sys.exit(__doc__)
    write()
