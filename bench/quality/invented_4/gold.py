#!/usr/bin/env python3
"""Writes gold_dev.json: a strike at an airport and the trial of a banker, each told by three or four invented outlets."""
import os, sys
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(here))
import make_gold
X = 'optional'
EVENTS = [
    ('2025-11-07', 'happened', 'the strike', [('m1', 'will walk out for 24 hours on Friday'), ('m2', 'face misery tomorrow as baggage handlers'), ('m3', 'The strike on Friday led to 318 cancelled flights'), ('m4', 'The walkout on November 7')]),
    ('2025-11-04', 'happened', 'union announces', [('m1', 'Transporta said on Tuesday')], X),
    ('2025-10-17', 'happened', 'warning strike', [('m1', 'Transporta held a warning strike on October 17')]),
    ('2025-11-03', 'happened', 'vote', [('m1', 'Members voted for further action on Monday')]),
    ('2025-11-05', 'planned', 'Aeralis goes to court', [('m1', 'it would ask a court on Wednesday to ban it')], X),
    ('2025-11-05', 'happened', 'court refuses', [('m1', 'it would ask a court on Wednesday to ban it'), ('m2', 'A judge threw out a last-ditch bid by airport bosses to stop the walkout yesterday'), ('m3', 'had refused on Wednesday to ban the strike')]),
    ('2014', 'happened', 'last strike', [('m1', 'The last all-out strike at the airport was in 2014')]),
    ('2025-11-05', 'happened', 'airport admits', [('m2', 'have been axed, the airport admitted last night')], X),
    ('2025-11-07', '*', 'flights axed', [('m2', 'Around 310 of the 420 flights planned for Friday have been axed')], X),
    ('2025-11-08', '*', 'Flyva until', [('m2', 'has scrapped all its services until Saturday lunchtime')], X),
    ('2025-11-20', 'planned', 'rebooking', [('m2', 'can rebook free of charge by November 20')], X),
    ('2025-11-05', 'happened', 'Meyer warns', [('m2', 'he said on Wednesday')]),
    ('2025-12', 'planned|hypothetical', 'second strike', [('m2', 'We\'ll be out again in December')], X),
    ('2025-10-30', 'happened', 'sides met', [('m2', 'The two sides last met on October 30')]),
    ('2025-11-08', 'happened', 'Aeralis on losses', [('m3', 'operator Aeralis said on Saturday')], X),
    ('2025-11-08', 'happened', 'strike ends', [('m3', 'ended at midnight')], X),
    ('2025-11-07', 'happened', 'march', [('m3', 'marched through the city centre on Friday morning')]),
    ('2025-11-11', 'happened', 'talks with the mayor', [('m3', 'has invited both sides to talks at the city hall on Tuesday'), ('m4', 'Talks mediated by Mayor Elke Sand had begun on Tuesday')]),
    ('2025-11-07', 'happened', 'union accepts', [('m3', 'Transporta accepted on Friday evening')]),
    ('2025-11-10', 'planned', 'Aeralis decides', [('m3', 'it would decide by Monday')]),
    ('2025-11-06', 'happened', 'appeal', [('m3', 'Aeralis appealed on Thursday')]),
    ('2025-11-14', 'happened|agreed', 'deal', [('m4', 'both sides said in the night to Friday')]),
    ('2025-11-13', 'happened|agreed', 'deal, in the night', [('m4', 'both sides said in the night to Friday')], X),
    ('2026-01', 'planned', 'first rise', [('m4', 'pay will rise by 3.5 percent in January')]),
    ('2027-01', 'planned', 'second rise', [('m4', 'by a further 2.5 percent in January 2027')]),
    ('2025-12', 'planned', 'bonus', [('m4', 'Each worker will also receive 1,200 euros in December')]),
    ('2025-12-05', 'cancelled', 'December strike', [('m4', 'The strike planned for December 5 will not take place')]),
    ('2025-11-28', 'planned', 'vote on deal', [('m4', 'are to vote on the deal by November 28')]),
    ('2025-11-12', 'happened', 'talks broken off', [('m4', 'They were broken off on Wednesday evening')]),
    ('2025-11-13', 'happened', 'talks resumed', [('m4', 'resumed on Thursday')]),
    ('2025-11-14', 'happened', 'shares', [('m4', 'Its shares gained 2 percent on Friday morning')]),
    ('2025-11-20', 'planned', 'figures', [('m4', 'The company will report quarterly figures on November 20')]),
    # the trial
    ('2024-09-09', 'happened', 'trial begins', [('n1', 'went on trial Monday on charges of fraud'), ('n2', 'on Monday, when the trial began')]),
    ('2016', 'claimed', 'losses hidden', [('n1', 'between 2016 and 2019')], X),
    ('2020-03', 'happened', 'bank fails', [('n1', 'The bank failed in March 2020'), ('n3', 'After its collapse in March 2020')]),
    ('2022-07', 'happened', 'arrest', [('n1', 'He was arrested at the airport of Nice in July 2022')]),
    ('2022-12', 'happened', 'extradition', [('n1', 'extradited in December that year'), ('n2', 'who has been in custody since December 2022')]),
    ('2024-12', 'planned', 'trial ends', [('n1', 'The trial is expected to last until December')]),
    ('2024-09-16', 'happened', 'Ferrand testifies', [('n1', 'Ferrand will testify next Monday'), ('n3', 'on Monday rejected accusations')]),
    ('2024-09-11', 'happened', 'Salas testifies', [('n2', 'told a court on Wednesday that she was ordered')]),
    ('2020-03-02', 'claimed', 'order to shred', [('n2', 'gave the order on 2 March 2020')]),
    ('2024-09-13', 'happened', 'Brenner questioned', [('n2', 'He is to be questioned on Friday'), ('n3', 'refused to answer questions on Friday')]),
    ('2025-02', 'planned', 'Brenner\'s trial', [('n2', 'His own trial begins in February')]),
    ('2024-09-09', 'happened', 'protest', [('n2', 'About 50 savers protested outside the court on Monday')]),
    ('2024-09-10', 'happened', 'request rejected', [('n2', 'was rejected on Tuesday')]),
    ('2025', 'planned', 'civil suit', [('n2', 'It will be heard next year')]),
    ('2020-01', 'claimed', 'Ferrand learns', [('n3', 'he had learned of the losses only in January 2020')]),
    ('2024-05', 'happened', 'Brenner charged', [('n3', 'Brenner was charged in May this year')]),
    ('2024-09-17', 'cancelled', 'hearing', [('n3', 'The court cancelled the hearing planned for Tuesday')]),
    ('2024-09-19', 'planned', 'testimony goes on', [('n3', 'will continue on Thursday')]),
    ('1954', 'happened', 'bank founded', [('n3', 'Morvan Bank was founded in 1954')], X),
    ('2020-06', 'happened', 'inquiry', [('n3', 'Parliament set up an inquiry in June 2020')]),
    ('2021-06', 'happened', 'inquiry ends', [('n3', 'which ended without a result a year later')], X),
    ('2021', 'happened', 'inquiry ends, less exactly', [('n3', 'which ended without a result a year later')], X),
]
FIGURES = [
    ('m1', '24 hours', 24, None), ('m1', '9 percent', 9, None), ('m1', '3,400 workers', 3400, None), ('m1', '4.5 percent', 4.5, None), ('m1', 'two years', 2, None), ('m1', '120 flights', 120, None), ('m1', '91 percent', 91, None), ('m1', 'six days', 6, None),
    ('m2', 'Around 310', 310, 'flights'), ('m2', '420 flights', 420, None), ('m2', '45,000 passengers', 45000, None), ('m3', '24-hour', 24, None), ('m3', '318 cancelled flights', 318, 'flights'), ('m3', 'six million euros', 6e6, 'loss'),
    ('m3', 'About 2,000 strikers', 2000, 'march'), ('m3', 'spoke of 3,000', 3000, 'march'), ('m4', '3.5 percent', 3.5, None), ('m4', '2.5 percent', 2.5, None), ('m4', '1,200 euros', 1200, None), ('m4', '6.2 million euros', 6.2e6, 'loss'), ('m4', '2 percent', 2, None),
    ('n1', '2.3 billion euros', 2.3e9, 'hidden'), ('n1', '48,000 small savers', 48000, None), ('n1', '30 witnesses', 30, None), ('n1', 'up to 12 years', 12, None), ('n2', 'about 400 files', 400, None), ('n2', 'About 50 savers', 50, None), ('n2', '310 million euros', 310e6, None),
    ('n3', '2.3 billion euros', 2.3e9, 'hidden'), ('n3', '900 million euros', 900e6, None),
]
GROUPS = {'flights': 'update_over_time|agree_after_normalisation', 'loss': 'update_over_time|agree_after_normalisation', 'march': 'conflict', 'hidden': 'agree'}
BODIES = {'m1': ('LORNE (Merkur)', 'six days.'), 'm2': ('SUN-SEEKERS', 'October 30.'), 'm3': ('Flights at', 'hours later.'), 'm4': ('The airport operator', 'November 20.'),
          'n1': ('BELMERE, Sept', 'in prison.'), 'n2': ('A former accountant', 'next year.'), 'n3': ('The former chief', 'a year later.')}
make_gold.write(here, BODIES, EVENTS, FIGURES, GROUPS)
