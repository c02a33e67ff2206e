"""Writes a gold_dev.json, in the shape that seeds.py reads, from a short list of what stands in invented captures.

EVENTS: (date, status, label, [(capture, words)]) and, as a fifth field, 'optional' for a line that a reader accepts but does not miss.
  A status may name alternatives ("denied|planned"); "*" is any. The list is complete: a line of the program that fits none is wrong.
FIGURES: (capture, words, value, group or None). GROUPS: {group: verdict or alternatives}.
BODIES: {capture: (first words, last words)}."""
import html, json, os, re


def plain(raw, name):
    if not name.endswith('.html'):
        return raw
    return re.sub(r'[ \t]+', ' ', html.unescape(re.sub(r'<[^>]*>', ' ', raw)))


def write(here, bodies, events, figures, groups):
    files = {f.rsplit('.', 1)[0]: f for f in sorted(os.listdir(here)) if f.endswith(('.txt', '.html'))}
    raw = {k: plain(open(os.path.join(here, f), encoding='utf-8').read(), f) for k, f in files.items()}

    def check(capture, words):
        text = re.sub(r'\s+', ' ', raw[capture.split('#')[0]])
        assert re.sub(r'\s+', ' ', words) in text, (capture, words)

    units = []
    for capture, (first, last) in bodies.items():
        text = raw[capture.split('#')[0]]
        start = text.index(first)
        units.append({'id': capture, 'seed': capture.split('#')[0], 'publisher': None,
                      'body': text[start:text.index(last, start) + len(last)]})
    for event in events:
        for capture, words in event[3]:
            check(capture, words)
    for capture, words, _, _ in figures:
        check(capture, words)
    gold = {
        'captures': [{'id': k, 'file': f} for k, f in files.items()],
        'units': units, 'statements': [], 'not_statements': [], 'same_statements': [], 'complete_timeline': True,
        'figures': [{'id': f'F{n:02}', 'unit': u, 'value': v, 'group': g, 'span': {'text': w}, 'text': w}
                    for n, (u, w, v, g) in enumerate(figures)],
        'figure_groups': [{'group': g, 'label': g, 'verdict': v} for g, v in groups.items()],
        'events': [{'id': f'E{n:02}', 'date': e[0], 'status': e[1], 'label': e[2], 'optional': len(e) > 4,
                    'evidence': [{'unit': u, 'text': w} for u, w in e[3]]} for n, e in enumerate(events)],
    }
    with open(os.path.join(here, 'gold_dev.json'), 'w', encoding='utf-8') as out:
        json.dump(gold, out, indent=1, ensure_ascii=False)
