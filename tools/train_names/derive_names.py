#!/usr/bin/env python3
"""derive_names.py TREEBANK.conllu [LABELS.tsv] > ROWS.jsonl: rows of names for nl_train_names from a treebank.
A name is a group of proper nouns (and of words with a capital beside them: "New", "National") that the tree ties together: compound, flat,
"of", "&".  Its type: LABELS.tsv (type, tab, name; "-" is no name), else the type of GUM's entity with the same head (MISC: Entity=…)."""
import collections, json, re, sys

LINKS = {'-', '/', '&', 'of', 'the', 'and', 'for', 'de', 'la', 'del', 'du', 'des'}
# Bodies whose field may be two things: "Department of Housing and Urban Development".
BODIES = set('''department ministry committee bureau office center centre institute school college council commission agency board university
    faculty museum subcommittee secretary association society house federation administration coalition organization organisation union'''.split())
CALENDAR = set('''monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec'''.split())
TITLES = set('''mr mrs ms miss dr prof sir lord lady president minister senator sen gov governor judge justice rep gen general col colonel lt
    capt captain king queen prince princess pope saint professor doctor rev reverend mayor director congressman chairman secretary
    vice deputy prime first attorney solicitor chief minister ministers presidents'''.split())
SAINTS = {'st.', 'st', 'ft.', 'fort', 'mt.', 'san', 'santa'}
TYPES = {'person': 'PERSON', 'organization': 'ORG', 'place': 'PLACE', 'time': '-'}

PEOPLES = re.compile(r'(?:[a-z]+(?:ans|ese|ish)|saudis|iraqis|israelis|pakistanis|thais|americans?|english|arabs?|jews|turks|poles|danes|kurds|greeks|celts|moriori|aztecs|olmecs?)$')


def sentences(path):
    rows, text = [], ''
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if not line:
            if rows:
                yield rows, text
            rows = []
        elif line.startswith('# text ='):
            text = line[9:]
        elif line[0] != '#':
            field = line.split('\t')
            if '-' not in field[0] and '.' not in field[0]:
                rows.append(field)
    if rows:
        yield rows, text


def groups(rows):
    """Ranges [first, last) of words that form a name."""
    size = len(rows)
    form = [r[1] for r in rows]
    low = [f.lower() for f in form]
    head = [int(r[6]) - 1 for r in rows]
    rel = [r[7] for r in rows]
    proper = [r[3] == 'PROPN' for r in rows]
    capital = [f[:1].isupper() for f in form]
    long_words = [i for i in range(size) if len(form[i]) > 3 and form[i].isalpha()]
    headline = len(long_words) >= 2 and sum(capital[i] for i in long_words) >= 0.7 * len(long_words)
    member = list(proper)
    for i in range(size):
        h = head[i]
        if proper[i] or headline or not capital[i] or h < 0 or not proper[h] or rows[i][3] not in ('ADJ', 'NOUN', 'VERB', 'NUM', 'ADV', 'X'):
            continue
        if rel[i] in ('amod', 'compound', 'flat', 'nummod'):
            member[i] = all(capital[k] or low[k] in LINKS for k in range(min(i, h) + 1, max(i, h)))
    parent = list(range(size))

    def root(x):
        while parent[x] != x:
            x = parent[x]
        return x

    for i in range(size):
        h = head[i]
        if h < 0 or not member[i] or not member[h]:
            continue
        between = [k for k in range(min(i, h) + 1, max(i, h)) if not member[k]]
        tied = False
        if rel[i] in ('flat', 'compound', 'goeswith', 'fixed', 'amod', 'nummod'):
            tied = all(low[k] in LINKS for k in between)
        elif rel[i] == 'nmod' and between:
            tied = low[between[0]] in ('of', 'for') and all(low[k] in ('of', 'for', 'the') for k in between)
        elif rel[i] == 'conj' and between and all(low[k] in ('&', 'and', '/') for k in between):
            tied = low[between[0]] == '&' or (rel[h] == 'nmod' and low[head[h]] in BODIES) or (rel[h] == 'compound' and head[h] > i)
        if tied:
            parent[root(i)] = root(h)
    tree = collections.defaultdict(list)
    for i in range(size):
        if member[i]:
            tree[root(i)].append(i)
    out = []
    for words in tree.values():
        run = [words[0]]
        for i in words[1:] + [None]:
            if i is not None and all(not member[k] and low[k] in LINKS for k in range(run[-1] + 1, i)):
                run.append(i)
                continue
            if any(proper[k] for k in run):
                out.append((run[0], run[-1] + 1))
            run = [i]
    return sorted(out)


def entities(rows, still_open):
    """(first, last, type) of GUM's mentions that end in this sentence; `still_open` goes on to the next."""
    out = []
    for i, row in enumerate(rows):
        misc = re.search(r'(?:^|\|)Entity=([^|]*)', row[9])
        if not misc:
            continue
        for part in re.findall(r'\([^()]+\)?|[^()]+\)', misc.group(1)):
            if part[0] == '(':
                field = part[1:].rstrip(')').split('-')
                if part[-1] == ')':
                    out.append((i, i + 1, field[1]))
                else:
                    still_open[field[0]].append((i, field[1]))
            else:
                key = part[:-1].split('-')[0]
                if still_open[key]:
                    first, kind = still_open[key].pop()
                    out.append((first, i + 1, kind))
    return out


def top(rows, first, last):
    for i in range(first, last):
        if not first <= int(rows[i][6]) - 1 < last:
            return i
    return first


def name_of(rows, first, last):
    return ' '.join(r[1] for r in rows[first:last])


# "in Crawford, Texas": the list has one kind for all that are called so. Not "in Bush's years".
def is_located(rows, first, last):
    if first == 0 or rows[first - 1][1].lower() not in ('in', 'near', 'outside'):
        return False
    if first > 1 and rows[first - 2][2] in ('believe', 'trust', 'faith', 'confidence'):
        return False
    return last == len(rows) or (rows[last][4] != 'POS' and rows[last][1] not in ("'", '’'))


def main(path, labels_path=None):
    labels = {}
    if labels_path:
        for line in open(labels_path, encoding='utf-8'):
            if line[0] != '#':
                kind, name = line.rstrip('\n').split('\t')
                labels[name.lower()] = kind
    treebank = list(sentences(path))
    common = collections.Counter(r[1] for rows, _ in treebank for r in rows if r[3] in ('NOUN', 'ADJ', 'VERB'))
    read = []
    votes = collections.defaultdict(collections.Counter)
    for rows, text in treebank:
        kinds = {}
        for first, last, kind in sorted(entities(rows, collections.defaultdict(list)), key=lambda e: e[0] - e[1]):
            kinds[top(rows, first, last)] = TYPES.get(kind, 'OTHER')
        found = []
        for first, last in groups(rows):
            if first > 0 and rows[first - 1][1].lower() in SAINTS:
                first -= 1
            while last - first > 1 and rows[first][1].lower().rstrip('.') in TITLES and labels.get(name_of(rows, first, last).lower()) is None:
                first += 1
            pieces = [(first, last)]
            if labels.get(name_of(rows, first, last).lower()) == '-':  # "US and NATO"
                cut = [k for k in range(first, last) if rows[k][1].lower() in ('and', '/', '&')]
                pieces = list(zip([first] + [k + 1 for k in cut], cut + [last]))
            for a, b in pieces:
                if b <= a:
                    continue
                name = name_of(rows, a, b)
                words = name.lower().replace('.', '').split()
                if '@' in name or 'http' in name or all(w in CALENDAR or not w.isalpha() for w in words if w not in LINKS) and b - a == 1:
                    continue
                if labels:
                    kind = labels.get(name.lower()) or labels.get(name.lower().split(' ', 1)[-1])
                elif all(w in TITLES for w in words) or (b - a == 1 and common[words[0]] > 1):
                    continue
                else:
                    kind = kinds.get(top(rows, a, b))
                    if kind == 'PERSON':  # "Ann Orlov of the Board"
                        of = [k for k in range(a + 1, b) if rows[k][1] in ('of', '&', 'and')]
                        b = of[0] if of else b
                    name = name_of(rows, a, b)
                    if name == name.lower() or len(name) < 2 or PEOPLES.search(words[-1]):
                        continue
                if kind:
                    votes[name.lower()][kind] += 1
                found.append((a, b, name, kind))
        read.append((rows, text, found))
    for number, (rows, text, found) in enumerate(read):
        places, at = [], 0
        for row in rows:
            begin = text.find(row[1], at)
            begin = at if begin < 0 else begin
            places.append((begin, begin + len(row[1])))
            at = begin + len(row[1])
        names = []
        for first, last, name, kind in found:
            if not kind and votes[name.lower()]:
                kind = votes[name.lower()].most_common(1)[0][0]
            if labels and kind == 'PERSON' and last - first == 1 and is_located(rows, first, last):
                kind = 'PLACE'
            if kind and kind != '-':
                begin, end = places[first][0], places[last - 1][1]
                names.append({'start': begin, 'end': end, 'text': text[begin:end], 'type': kind})
        print(json.dumps({'id': str(number), 'text': text, 'names': names}, ensure_ascii=False))


main(*sys.argv[1:])
