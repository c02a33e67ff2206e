#!/usr/bin/env python3
"""make_gazetteer.py FOLDER OUT.tsv: lists of names from the PETRARCH dictionaries (MIT licence, openeventdata/petrarch2,
data/dictionaries: Phoenix.Countries/International/MilNonState.actors.txt.gz) and counts of words in bylines (forenames_bylines.tsv,
surnames_bylines.tsv).  One row for each kind: kind, tab, lower-case names joined by "|".
place: countries, cities, provinces; people: "ukrainian"; org: organisations, companies, armed groups; given, family: single words of names."""
import gzip, re, sys

ENDS = ('an', 'ans', 'ian', 'ians', 'ese', 'ish', 'i', 'is', 'er', 'ers', 'ic', 'ite', 'ites', 'man', 'men', 'ch', 'ard', 'k', 'ks')
PEOPLES = set('''dutch french greek greeks swiss dane danes danish swede swedes pole poles welsh scot scots scottish briton britons
    irish thai thais turk turks turkish czech czechs slovak slovaks croat croats serb serbs finn finns kurd kurds spaniard
    spaniards english german germans arab arabs tajik uzbek kazakh kyrgyz turkmen lao khmer afghan afghans filipino filipinos
    argentine argentines latvian magyar slav slavs british european europeans african africans asian asians
    american americans western westerners jew jews jewish muslim muslims christian christians'''.split())

TITLES = set('''president minister secretary prime deputy general chief director governor ambassador commander colonel major captain
    lieutenant sergeant admiral premier chancellor senator chairman leader head former acting foreign defense defence interior
    finance justice state party front group the and of for in on to queen emperor sultan emir sheikh sheik sheykh ayatollah
    cardinal archbishop bishop mister mrs sir lord lady doctor professor princess crown vice assistant under
    spokesman spokeswoman adviser advisor envoy representative officer official council committee commission ministry
    department office agency organization association union united national international republic kingdom army force
    forces police military government parliament court bank company center centre institute university'''.split())


def entries(path):
    out = []
    for line in gzip.open(path, 'rt', errors='replace'):
        line = line.split('#')[0].rstrip()
        if not line.strip():
            continue
        code = re.search(r'\[(\S+?)[ \]]', line)
        if not line[0].isspace() and not line.startswith(('+', '[')):
            out.append(([line.split()[0]], []))
        elif line.startswith('+') and out:
            out[-1][0].append(line[1:].split()[0])
        if code and out:
            out[-1][1].append(code.group(1))
    return out


def clean(name):
    name = name.replace('_', ' ').strip().lower().removeprefix('the ')
    return name if re.fullmatch(r"[a-z][a-z.'& -]+[a-z.]", name) else ''


def main(folder, out):
    kinds = {k: set() for k in ('place', 'people', 'org', 'given', 'family')}

    def person(name):
        words = clean(name).split()
        if 2 <= len(words) <= 5 and all(len(w) > 1 for w in words):
            for word in words[:-1]:
                if len(word) > 2:
                    kinds['given'].add(word)
            kinds['family'].add(words[-1])

    for names, codes in entries(f'{folder}/Phoenix.Countries.actors.txt.gz'):
        if any(len(c) == 3 for c in codes):
            roots = {clean(n)[:3] for n in names[:1]}
            for name in map(clean, names):
                if len(name) < 3:
                    continue
                people = name in PEOPLES or (name != clean(names[0]) and name[:3] in roots and ' ' not in name and name.endswith(ENDS)
                                             and not name.endswith('stan'))
                kinds['people' if people else 'place'].add(name)
        elif any(c[3:6] in ('GOV', 'ELI', 'OPP') for c in codes):
            for name in names:
                person(name)
    for file in ('International', 'MilNonState'):
        for names, codes in entries(f'{folder}/Phoenix.{file}.actors.txt.gz'):
            for name in map(clean, names):
                if len(name) > 2:
                    kinds['org'].add(re.sub(r',? (inc|corp|corporation|ltd|limited|company|holdings?|group|plc)\.?$', '', name) if file == 'International' else name)
    kinds['people'] |= PEOPLES
    kinds['place'] -= kinds['people']
    kinds['org'] -= kinds['place'] | kinds['people']
    for kind, file in (('given', 'forenames_bylines.tsv'), ('family', 'surnames_bylines.tsv')):
        for line in open(f'{folder}/{file}', encoding='utf-8'):
            kinds[kind].add(line.split('\t')[0].lower())
    kinds['given'] -= TITLES
    kinds['family'] -= TITLES
    with open(out, 'w', encoding='utf-8') as f:
        f.write('# kind, names. Made by tools/make_gazetteer/make_gazetteer.py; to know that a word is a name, never who holds an office.\n')
        for kind in sorted(kinds):
            f.write(kind + '\t' + '|'.join(sorted(kinds[kind])) + '\n')
            print(kind, len(kinds[kind]))


main(*sys.argv[1:3])
