/**
 * Sentences of invented plots. Placeholders: {hero}, {her} (given names), {trade}, {town}, {adjective}, {noun}, {years}.
 * `byGenre` opens a plot of that genre; `openings` opens any; `turns` and `endings` follow.
 */
export const openings: readonly string[] = [
  '{hero}, a {trade} in {town}, inherits a {adjective} {noun} and the debts that come with it.',
  'After {years} years away, {her} returns to {town} to find that nobody admits to knowing her.',
  'When the only bridge to {town} washes away, {hero} must share a house with {her}, whom he has not forgiven.',
  '{her} is a {trade} who has never left {town}; one morning a {noun} arrives that is addressed to her.',
  'In {town}, the annual festival of the {noun} is the one night when old promises must be kept.',
  'Two brothers, {hero} and his twin, compete for the last place on an expedition past {town}.',
];

export const byGenre: Readonly<Record<number, readonly string[]>> = {
  18: [
    '{her}, a {trade} and a widow of {years} weeks, takes in a lodger who speaks of nothing but the {noun}.',
  ],
  35: ['{hero}, the worst {trade} in {town}, is mistaken for a famous expert on the {adjective} {noun}.'],
  53: ["{her} hears her own voice on a stranger's telephone: she has {years} hours to find the {noun}."],
  10749: [
    'A {trade} and a {adjective} rival write to each other for {years} years without learning who the other is.',
  ],
  28: [
    'Ex-pilot {hero} has until dawn to carry the {noun} across {town} while the whole coast guard hunts him.',
  ],
  27: [
    'Something in the cellar of the old {noun} works knows the names of everybody in {town}, {her} first.',
  ],
  80: ['Inspector {hero} suspects the {trade} from the start; the missing {noun} says otherwise.'],
  99: ["The true story of {town}'s last {trade}, told by those who still own a {noun}."],
  12: [
    '{hero} and {her} sail from {town} with half a map, a {adjective} {noun} and provisions for {years} days.',
  ],
  878: ['In a colony {years} light-years from {town}, {her} repairs a {adjective} {noun} that dreams.'],
  10751: [
    'Ten-year-old {her} and a talking goose set out to bring back the {noun} before the {trade} notices.',
  ],
  9648: ['A {noun} goes missing from a locked room in {town}; {hero}, a retired {trade}, is asked to tea.'],
  14: ['The {adjective} {noun} grants {hero} {years} wishes, each of them to somebody else.'],
  16: ['A paper lantern named {her} falls out of a shop in {town} and decides to become a {trade}.'],
  10769: ['Over one long summer in {town}, a {trade} and his daughter restore a {adjective} {noun}.'],
  10402: [
    '{her} plays a {adjective} {noun} in the cafés of {town} until a {trade} records her without asking.',
  ],
  36: ['In the year of the great flood, {hero}, a {trade} of {town}, defies three governors over a {noun}.'],
  10752: [
    'Cut off behind the lines near {town}, {hero} and {years} strangers guard a {noun} nobody has told them about.',
  ],
  37: [
    '{hero} rides into {town} with an empty holster, and the {trade} recognises the {noun} on his saddle.',
  ],
  10770: [
    'A storm keeps the guests of the {noun} hotel in {town} for {years} days, and one of them is not a guest.',
  ],
};

export const turns: readonly string[] = [
  'But the {noun} is not what it seems, and "{town}" is not on any map.',
  'As winter closes in, an old letter turns {hero} against everybody he trusted.',
  'Meanwhile {her} strikes a bargain with a {adjective} {trade}, who has plans of his own.',
  "It doesn't take long until half of {town} wants its share.",
  'Nobody believes them, except a {trade} who lost everything to the same {noun} {years} years ago.',
  'Then the lights go out – and when they come back, the {noun} is gone.',
  'With {years} days left, they learn that the {trade} has been writing the story all along.',
];

export const endings: readonly string[] = [
  'What begins as a wager becomes the night that {town} will never forget.',
  'To save the {noun}, they must first lose each other.',
  'Only one of them will walk home across the ice.',
  'In the end, a {adjective} kindness undoes what {years} years of silence had built…',
  'The answer has been hanging over the door of the {noun} all this time.',
  'A tale about luck, family, and the price of a good {noun}.',
];

export const trades: readonly string[] = [
  'beekeeper',
  'clock repairer',
  'lighthouse keeper',
  'night nurse',
  'piano tuner',
  'ferry pilot',
  'postmistress',
  'failed magician',
  'baker',
  'court stenographer',
  'stunt rider',
  'glassblower',
  'cartographer',
  'insurance clerk',
  'schoolteacher',
  'puppeteer',
  'radio operator',
  'veterinarian',
  'smuggler',
  'chess champion',
  'locksmith',
  'wedding photographer',
  'marine biologist',
  'retired detective',
  'tram driver',
  'understudy',
  'bookbinder',
];
