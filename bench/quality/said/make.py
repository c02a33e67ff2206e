#!/usr/bin/env python3
"""bench/quality/said/make.py OUT [STORY...]: writes the invented captures of the *.marked files beside it, with gold_dev.json in the shape
that bench/quality/seeds.py reads. Statements, names of speakers and same statements only: no dates, figures or events.

A .marked file is one story. "=== NAME" begins a capture or, "=== same", the lists of statements that say the same; "=== end" ends it.
In a capture: {{ID|SPEAKER|KIND}}words{{/}} is a statement (KIND direct, mixed, indirect; act: a refusal to speak, head: a headline),
{{-}}words{{/}} is none, {{body}} and {{end}} hold the body. Evidence and body are what a reader sees: tags are left out."""
import glob, html, json, os, re, sys


def shown(text):
    """text without its tags; a tag of a block is a line break"""
    text = re.sub(r'</?(?:p|h\d|li|ul|div|header|main|article|aside)\b[^>]*>', '\n', text)
    return re.sub(r'\s+', ' ', html.unescape(re.sub(r'<[^>]+>', '', text))).strip()


def main():
    here, out = os.path.dirname(os.path.abspath(__file__)), sys.argv[1]
    os.makedirs(out, exist_ok=True)
    gold = {k: [] for k in ('captures', 'units', 'statements', 'not_statements', 'figures', 'events', 'same_statements')}
    for path in sorted(glob.glob(os.path.join(here, '*.marked'))):
        if len(sys.argv) > 2 and os.path.basename(path).split('.')[0] not in sys.argv[2:]:
            continue
        parts = re.split(r'^=== (\S+)\n', open(path, encoding='utf-8').read(), flags=re.M)
        for name, text in zip(parts[1::2], parts[2::2]):
            if name == 'same':
                for line in text.split('\n'):
                    if line:
                        gold['same_statements'].append({'id': line, 'label': '', 'statements': line.split()})
                continue
            if name == 'end':
                continue
            unit, suffix = name.split('.')[0], name.split('.')[1]
            is_html = suffix == 'html'
            clean = shown if is_html else lambda t: t
            for mark, words in re.findall(r'\{\{([^{}]*(?:\||-)[^{}]*)\}\}(.*?)\{\{/\}\}', text, flags=re.S):
                words = re.sub(r'\{\{\w+\}\}', '', words)
                if mark == '-':
                    gold['not_statements'].append({'seed': unit, 'text': clean(words)})
                    continue
                number, speaker, kind = mark.split('|')[:3]
                gold['statements'].append({'id': f'{unit}.{number}', 'unit': unit, 'speaker': speaker, 'type': kind,
                                           'evidence_span': {'text': clean(words)}})
            body = re.search(r'\{\{body\}\}(.*?)\{\{end\}\}', text, flags=re.S).group(1)
            body = clean(re.sub(r'\{\{[^{}]*\}\}', '', body))
            gold['captures'].append({'id': unit, 'file': name})
            gold['units'].append({'id': unit, 'seed': unit, 'publisher_note': 'NOT asked', 'body': body})
            with open(os.path.join(out, name), 'w', encoding='utf-8') as f:
                f.write(re.sub(r'\{\{[^{}]*\}\}', '', text))
    json.dump(gold, open(os.path.join(out, 'gold_dev.json'), 'w', encoding='utf-8'), indent=1)


if __name__ == '__main__':
    main()
