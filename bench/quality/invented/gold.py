#!/usr/bin/env python3
"""Writes gold_dev.json: what stands in the invented captures beside this file, in the shape that seeds.py reads.
Each event: story, date, status, label, evidence as (capture, words)."""
import json, os
here = os.path.dirname(os.path.abspath(__file__))
EVENTS = [
    ('2024-03-12', 'happened', 'dam bursts', [('a1', 'A dam burst in the Orvany valley on Tuesday night'), ('a3', 'The dam broke on March 12'), ('a2', 'two days after a dam collapsed')]),
    ('2024-03-13', 'happened', 'Venk flies home', [('a1', 'cut short a visit to Lisbon and flew home on Wednesday'), ('a2', 'Venk said on Wednesday on his return from Portugal')]),
    ('2024-03-15', 'planned', 'Venk speaks in parliament', [('a1', 'He is to address parliament on Friday')]),
    ('2024-03-13', 'happened', 'state of emergency', [('a1', 'The government declared a state of emergency the same day')]),
    ('2022-11', 'happened', 'dam repaired', [('a1', 'was repaired in November 2022')]),
    ('2024-03-14', 'happened', 'rescue teams arrive', [('a1', 'Rescue teams from neighbouring Taldor arrived on Thursday morning'), ('a3', 'The first 80 rescuers crossed the border on March 14')]),
    ('2024-03-14', 'happened', 'bodies found', [('a2', 'Rescuers pulled three more bodies from the mud in Orvany on Thursday')]),
    ('2024-03-18', 'planned', 'inquiry begins', [('a2', 'It will begin next Monday, March 18'), ('a3', 'will start on Monday, March 18, in Orvany')]),
    ('2024-03-13', 'happened', 'Moravec phones Venk', [('a3', 'spoke by phone with Prime Minister Dario Venk on Wednesday')]),
    ('2024-04', 'planned', 'talks on warning system', [('a3', 'agreed to hold talks on a joint warning system in Brenn in April')]),
    ('1987', 'happened', 'dam built', [('a1', 'built in 1987')]),
    ('2023-09-06', 'happened', 'closure announced', [('b1', 'the carmaker said on Wednesday'), ('b2', 'The carmaker announced the closure a day earlier')]),
    ('2024', 'planned', 'plant closes', [('b1', 'will close its plant in Harlow Bay by the end of 2024')]),
    ('2023-09-12', 'happened', 'strike', [('b1', 'called a strike for Tuesday, September 12'), ('b2', 'to walk out next Tuesday'), ('b3', 'stopped on Tuesday as 2,100 workers walked out')]),
    ('2011', 'happened', 'Kestrel buys plant', [('b1', 'Kestrel bought the plant from Dunmore in 2011')]),
    ('2023-05', 'happened', 'van production ends', [('b1', 'In May it stopped the production of vans there')]),
    ('2023-09-05', 'happened', 'Lohmann meets minister', [('b1', 'met the labour minister, Ida Sorrel, on Tuesday')]),
    ('2023-09-07', 'happened', 'vote to strike', [('b2', 'voted on Thursday')]),
    ('2023-09-11', 'happened', 'talks', [('b2', 'invite both sides to talks on September 11'), ('b3', 'Talks between the company and the union on Monday')]),
    ('2022', 'happened', 'state aid', [('b2', 'Last year the company received 35 million dollars')]),
    ('2023-07', 'claimed', 'contract in Sarnia', [('b3', 'a contract with a plant in Sarnia was signed in July')]),
    ('2023-09-13', 'happened', 'shares fall', [('b3', 'Shares of Kestrel fell 4 percent on Wednesday')]),
    ('2023-10-26', 'planned', 'figures', [('b3', 'will publish its figures on October 26')]),
    ('2022-06-21', 'happened', 'Brandl convicted', [('c1', 'A court in Velm on Tuesday found former mayor Egon Brandl guilty'), ('c2', 'was sentenced to four years in prison on Tuesday')]),
    ('2021-02', 'happened', 'Brandl arrested', [('c1', 'Brandl was arrested in February 2021')]),
    ('2021-02', 'happened', 'Brandl resigns', [('c1', 'He resigned two days later')]),
    ('2021-12', 'happened', 'managers fined', [('c1', 'were fined in December 2021')]),
    ('2022-05', 'happened', 'Brandl tells court', [('c2', 'he told the court in May')]),
    ('2022-03-08', 'happened', 'trial opens', [('c2', 'The trial opened on March 8')]),
    ('2022-06-25', 'happened', 'rally', [('c2', 'A rally for Brandl is planned for Saturday, June 25'), ('c3', 'gathered in Velm on Saturday in support')]),
    ('2022-06-24', 'happened', 'appeal filed', [('c3', 'Harrow filed the appeal on Friday')]),
    ('2022-06-30', 'planned', 'council debates', [('c3', 'The city council will debate the case on Thursday')]),
    ('2024-03-12', 'happened', 'farmers lose sheep', [('a2#1', 'Farmers in the lower valley lost 3,000 sheep when the water came on March 12')]),
    ('2024-01', 'happened', 'cooperative asks', [('a2#1', 'In January the cooperative had asked for higher dykes')]),
    ('2024-10-11', 'happened', 'signed', [('d1', 'signed an agreement on fishing rights in the Gulf of Tarn on Friday'), ('d2', 'The pact was signed a few hours later')]),
    ('2016', 'happened', 'dispute begins', [('d1', 'a dispute that began in 2016')]),
    ('2025-01-01', 'planned', 'takes effect', [('d1', 'It will take effect on January 1')]),
    ('2024-03', 'happened', 'talks break down', [('d1', 'Talks broke down in March')]),
    ('2024-11', 'planned', 'visit', [('d1', 'is due to visit Calvia in November')]),
    ('2024-10-10', 'happened', 'phone call', [('d1', 'He spoke with his counterpart by telephone on Thursday evening')]),
    ('2024-10-11', 'happened', 'harbour blocked', [('d2', 'blocked the harbour of Port Elra on Friday')]),
    ('2024-10-09', 'happened', 'Reuss tells parliament', [('d2', 'Reuss told parliament on Wednesday')]),
    ('2019', 'happened', 'sailor killed', [('d2', 'a Calvian sailor was killed in a clash')]),
    ('2019', 'happened', 'ambassadors expelled', [('d2', 'expelled each other')]),
    ('2024-10-22', 'planned', 'vote', [('d2', 'will vote on the pact on October 22')]),
    ('2009-08', 'happened', 'last great flood', [('a2#1', 'The last great flood hit the valley in August 2009')]),
]
STATEMENTS = [
    ('s1', 'a1', 'Dario Venk', 'direct', 'We will find out who signed off on this dam," Mr Venk told reporters at the airport'),
    ('s2', 'a2', 'Dario Venk', 'direct', 'We will find out who signed off on this dam," Venk said on Wednesday'),
    ('s3', 'a2', 'Dario Venk', 'indirect', 'It will begin next Monday, March 18, he said'),
    ('s4', 'a3', 'Dario Venk', 'indirect', 'According to Venk, an inquiry into the collapse will start on Monday, March 18, in Orvany'),
    ('s5', 'a1', 'Tessa Oruk', 'indirect', 'Opposition leader Tessa Oruk accused the government of ignoring the warnings'),
    ('s6', 'a2', 'Tessa Oruk', 'mixed', 'said the cabinet had "slept through two winters"'),
    ('s7', 'a2', 'Tessa Oruk', 'indirect', 'She demanded that Water Minister Paul Ittner resign'),
    ('s8', 'a3', 'Lena Moravec', 'direct', '"They will stay as long as they are needed," Moravec said'),
    ('s9', 'a3', 'Paul Ittner', 'indirect', 'said no report on cracks had reached him'),
    ('s10', 'a2', 'ministry', 'indirect', 'The ministry denied that it had received a report'),
    ('t1', 'b1', 'Ruth Aldane', 'direct', '"We cannot go on building cars that nobody orders," she said in a statement'),
    ('t2', 'b2', 'Ruth Aldane', 'direct', '"We cannot go on building cars that nobody orders," Aldane said'),
    ('t3', 'b1', 'Piet Lohmann', 'indirect', 'said the closure was a betrayal'),
    ('t4', 'b2', 'Piet Lohmann', 'mixed', 'He told reporters that the closure was "a betrayal of three generations"'),
    ('t5', 'b3', 'Ruth Aldane', 'indirect', 'denied that the company had decided to move production abroad'),
    ('t6', 'b3', 'Piet Lohmann', 'indirect', 'Lohmann claimed that a contract with a plant in Sarnia was signed in July'),
    ('t7', 'b1', 'Ruth Aldane', 'indirect', 'said the company had lost 410 million dollars in the first half of the year'),
    ('u1', 'c1', 'Carla Menting', 'mixed', 'Judge Carla Menting said Brandl had "sold his office piece by piece"'),
    ('u2', 'c2', 'Egon Brandl', 'direct', '"I never took a cent," he told the court in May'),
    ('u3', 'c1', 'Nils Harrow', 'indirect', 'said he would appeal'),
    ('u4', 'c2', 'Nils Harrow', 'indirect', 'Nils Harrow, his lawyer, announced an appeal'),
    ('u5', 'c3', 'Doris Kahl', 'direct', '"This was a political trial," said Doris Kahl'),
    ('u6', 'c3', 'Police', 'indirect', 'Police said 200 people came'),
    ('u7', 'c2', 'prosecutors', 'indirect', 'According to prosecutors, the money was paid in cash at a motorway inn'),
]
SAME = [('Q1', ['s1', 's2']), ('Q2', ['s3', 's4']), ('Q3', ['t1', 't2']), ('Q4', ['t3', 't4']), ('Q5', ['u3', 'u4'])]
BODIES = {'a1': ('A dam burst', '12 million euros in aid.'), 'a2': ('Rescuers pulled', 'meet in the chamber.'),
          'a2#1': ('Farmers in the lower', 'in August 2009.'), 'a3': ('The president of Taldor', 'killed 44 people.'),
          'b1': ('Kestrel Motors will', 'declined to comment.'), 'b2': ('Workers at Kestrel', 'in state aid.'),
          'b3': ('Production at', 'on October 26.'), 'c1': ('A court in Velm', 'in December 2021.'),
          'd1': ('Calvia and Sorn signed', 'Thursday evening.'), 'd2': ('About 200', 'October 22.'),
          'c2': ('The former mayor', 'Saturday, June 25.'), 'c3': ('About 300', 'on Friday.')}


def span(name, words):
    text = open(os.path.join(here, name.split('#')[0] + '.txt'), encoding='utf-8').read()
    at = text.index(words)
    return at, at + len(words)


units = []
for name, (first, last) in BODIES.items():
    units.append({'id': name, 'seed': name.split('#')[0], 'publisher': None,
                  'body_span': {'start': span(name, first)[0], 'end': span(name, last)[1]}})
for _, _, _, evidence in EVENTS:
    for name, words in evidence:
        span(name, words)
gold = {
    'captures': [{'id': n, 'file': n + '.txt'} for n in BODIES if '#' not in n],
    'units': units,
    'statements': [{'id': i, 'unit': u, 'speaker': s, 'type': k, 'evidence_span': {'text': w}} for i, u, s, k, w in STATEMENTS],
    'not_statements': [], 'figures': [],
    'events': [{'id': f'E{n:02}', 'date': d, 'status': s, 'label': l, 'evidence': [{'unit': u, 'text': w} for u, w in ev]}
               for n, (d, s, l, ev) in enumerate(EVENTS)],
    'same_statements': [{'id': i, 'label': '', 'statements': both} for i, both in SAME],
}
json.dump(gold, open(os.path.join(here, 'gold_dev.json'), 'w'), indent=1)
