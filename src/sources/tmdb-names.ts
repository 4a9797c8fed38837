/*
 * The names of genres, countries and languages at TMDB (`/genre/movie/list`, `/configuration/countries` and
 * `/configuration/languages` of its API), for shapes that have names only (rule 21). They stand here, because those of the
 * machine's ICU are others. The first name of an id is that of its documents, as The Movies Dataset has it: of a language
 * its own name for itself, where TMDB knows it. Countries that are gone have codes of their own (SU, YU, XC, XG).
 */

/** With ids of TMDB. `Foreign` is an old one. */
const genres = `
28 Action|12 Adventure|16 Animation|35 Comedy|80 Crime|99 Documentary|18 Drama|10751 Family|14 Fantasy|
10769 Foreign|36 History|27 Horror|10402 Music|9648 Mystery|10749 Romance|878 Science Fiction|10770 TV Movie|
53 Thriller|10752 War|37 Western
`;

/** With codes of ISO 3166-1 and those of TMDB. `Congo` is that of Kinshasa, which has more movies. */
const countries = `
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|
AN Netherlands Antilles|AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|
AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|
BH Bahrain|BI Burundi|BJ Benin|BM Bermuda|BN Brunei Darussalam|BO Bolivia|BR Brazil|BS Bahamas|BT Bhutan|
BU Burma|BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos Islands|CD Congo|
CF Central African Republic|CG Republic of the Congo|CH Switzerland|CI Cote D'Ivoire|CK Cook Islands|CL Chile|
CM Cameroon|CN China|CO Colombia|CR Costa Rica|CS Serbia and Montenegro|CU Cuba|CV Cape Verde|
CX Christmas Island|CY Cyprus|CZ Czech Republic|DE Germany|DJ Djibouti|DK Denmark|DM Dominica|
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea|ES Spain|
ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faeroe Islands|FR France|GA Gabon|
GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|
GP Guadaloupe|GQ Equatorial Guinea|GR Greece|GS South Georgia and the South Sandwich Islands|GT Guatemala|
GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HM Heard and McDonald Islands|HN Honduras|HR Croatia|HT Haiti|
HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|
IS Iceland|IT Italy|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyz Republic|KH Cambodia|KI Kiribati|KM Comoros|
KN St. Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|
LA Lao People's Democratic Republic|LB Lebanon|LC St. Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|
LT Lithuania|LU Luxembourg|LV Latvia|LY Libyan Arab Jamahiriya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|
MG Madagascar|MH Marshall Islands|MK Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|
MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV Maldives|
MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|
NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|
PF French Polynesia|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM St. Pierre and Miquelon|
PN Pitcairn Island|PR Puerto Rico|PS Palestinian Territory|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Reunion|
RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|
SG Singapore|SH St. Helena|SI Slovenia|SJ Svalbard & Jan Mayen Islands|SK Slovakia|SL Sierra Leone|SM San Marino|
SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST Sao Tome and Principe|SU Soviet Union|SV El Salvador|
SY Syrian Arab Republic|SZ Swaziland|TC Turks and Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|
TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TP East Timor|TR Turkey|
TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|
UM United States Minor Outlying Islands|US United States of America|UY Uruguay|UZ Uzbekistan|VA Holy See|
VC St. Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands|VI US Virgin Islands|VN Vietnam|
VU Vanuatu|WF Wallis and Futuna Islands|WS Samoa|XC Czechoslovakia|XG East Germany|XI Northern Ireland|XK Kosovo|
YE Yemen|YT Mayotte|YU Yugoslavia|ZA South Africa|ZM Zambia|ZR Zaire|ZW Zimbabwe|AG Antigua & Barbuda|
BA Bosnia & Herzegovina|BN Brunei|CC Cocos (Keeling) Islands|CD Congo - Kinshasa|
CD Democratic Republic of the Congo|CG Congo - Brazzaville|CI Côte d'Ivoire|CI Côte d’Ivoire|CI Ivory Coast|
CZ Czechia|FO Faroe Islands|GB Great Britain|GP Guadeloupe|GS South Georgia & South Sandwich Islands|
HK Hong Kong SAR China|HM Heard & McDonald Islands|KG Kyrgyzstan|KN St. Kitts & Nevis|LA Laos|LY Libya|
MK North Macedonia|MM Myanmar (Burma)|MO Macao SAR China|MO Macau|PM St. Pierre & Miquelon|PN Pitcairn Islands|
PS Palestine|PS Palestinian Territories|RE Réunion|SJ Svalbard & Jan Mayen|ST São Tomé & Príncipe|SY Syria|
SZ Eswatini|TC Turks & Caicos Islands|TR Türkiye|TT Trinidad & Tobago|UM U.S. Outlying Islands|US United States|
VA Vatican City|VC St. Vincent & Grenadines|VI U.S. Virgin Islands|WF Wallis & Futuna
`;

/** With codes of ISO 639-1 and those of TMDB. `Ndebele` is that of the north. */
const languages = `
aa Afar|ab Abkhazian|ae Avestan|af Afrikaans|ak Akan|am Amharic|an Aragonese|ar العربية|ar Arabic|as Assamese|
av Avaric|ay Aymara|az Azərbaycan|az Azerbaijani|ba Bashkir|be беларуская мова|be Belarusian|bg български език|
bg Bulgarian|bi Bislama|bm Bamanankan|bm Bambara|bn বাংলা|bn Bengali|bo Tibetan|br Breton|bs Bosanski|bs Bosnian|
ca Català|ca Catalan|ce Chechen|ch Finu' Chamorro|ch Chamorro|cn 广州话 / 廣州話|cn Cantonese|co Corsican|cr Cree|
cs Český|cs Czech|cu Slavic|cv Chuvash|cy Cymraeg|cy Welsh|da Dansk|da Danish|de Deutsch|de German|dv Divehi|
dz Dzongkha|ee Èʋegbe|ee Ewe|el ελληνικά|el Greek|en English|eo Esperanto|es Español|es Spanish|et Eesti|
et Estonian|eu euskera|eu Basque|fa فارسی|fa Persian|ff Fulfulde|ff Fulah|fi suomi|fi Finnish|fj Fijian|
fo Faroese|fr Français|fr French|fy Frisian|ga Gaeilge|ga Irish|gd Gaelic|gl Galego|gl Galician|gn Guarani|
gu Gujarati|gv Manx|ha Hausa|he עִבְרִית|he Hebrew|hi हिन्दी|hi Hindi|ho Hiri Motu|hr Hrvatski|hr Croatian|
ht Haitian; Haitian Creole|hu Magyar|hu Hungarian|hy Armenian|hz Herero|ia Interlingua|id Bahasa indonesia|
id Indonesian|ie Interlingue|ig Igbo|ii Yi|ik Inupiaq|io Ido|is Íslenska|is Icelandic|it Italiano|it Italian|
iu Inuktitut|ja 日本語|ja Japanese|jv Javanese|ka ქართული|ka Georgian|kg Kongo|ki Kikuyu|kj Kuanyama|kk қазақ|
kk Kazakh|kl Kalaallisut|km Khmer|kn Kannada|ko 한국어/조선말|ko Korean|kr Kanuri|ks Kashmiri|ku Kurdish|kv Komi|
kw Cornish|ky Kirghiz|la Latin|lb Letzeburgesch|lg Ganda|li Limburgish|ln Lingala|lo Lao|lt Lietuvių|
lt Lithuanian|lu Luba-Katanga|lv Latviešu|lv Latvian|mg Malagasy|mh Marshall|mi Maori|mk Macedonian|ml Malayalam|
mn Mongolian|mo Moldavian|mr Marathi|ms Bahasa melayu|ms Malay|mt Malti|mt Maltese|my Burmese|na Nauru|nb Bokmål|
nb Norwegian Bokmål|nd Ndebele|ne Nepali|ng Ndonga|nl Nederlands|nl Dutch|nn Norwegian Nynorsk|no Norsk|
no Norwegian|nr South Ndebele|nv Navajo|ny Chichewa; Nyanja|oc Occitan|oj Ojibwa|om Oromo|or Oriya|
os Ossetian; Ossetic|pa ਪੰਜਾਬੀ|pa Punjabi|pi Pali|pl Polski|pl Polish|ps پښتو|ps Pushto|pt Português|
pt Portuguese|qu Quechua|rm Raeto-Romance|rn Kirundi|rn Rundi|ro Română|ro Romanian|ru Pусский|ru Russian|
rw Kinyarwanda|sa Sanskrit|sc Sardinian|sd Sindhi|se Northern Sami|sg Sango|sh Serbo-Croatian|si සිංහල|
si Sinhalese|sk Slovenčina|sk Slovak|sl Slovenščina|sl Slovenian|sm Samoan|sn Shona|so Somali|sq shqip|
sq Albanian|sr Srpski|sr Serbian|ss Swati|st Sotho|su Sundanese|sv svenska|sv Swedish|sw Kiswahili|sw Swahili|
ta தமிழ்|ta Tamil|te తెలుగు|te Telugu|tg Tajik|th ภาษาไทย|th Thai|ti Tigrinya|tk Turkmen|tl Tagalog|tn Tswana|
to Tonga|tr Türkçe|tr Turkish|ts Tsonga|tt Tatar|tw Twi|ty Tahitian|ug Uighur|uk Український|uk Ukrainian|
ur اردو|ur Urdu|uz ozbek|uz Uzbek|ve Venda|vi Tiếng Việt|vi Vietnamese|vo Volapük|wa Walloon|wo Wolof|xh Xhosa|
xx No Language|yi Yiddish|yo Èdè Yorùbá|yo Yoruba|za Zhuang|zh 普通话|zh Mandarin|zu isiZulu|zu Zulu|ca Valencian|
gd Scottish Gaelic|ht Haitian Creole|kl Greenlandic|ky Kyrgyz|lb Luxembourgish|lt Lietuvikai|mi Māori|
ny Chichewa|os Ossetic|ps Pashto|rm Romansh|ru Русский|si Sinhala|tl Filipino|ug Uyghur|xx No language|
zh Chinese
`;

type Named = { id: string; name: string };

const toKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** Returns the entries of a list by each of their names. */
function byName(list: string): ReadonlyMap<string, Named> {
  const names = new Map<string, string>();
  const found = new Map<string, Named>();
  for (const entry of list.trim().split('|')) {
    const [id = '', ...words] = entry.trim().split(' ');
    const name = words.join(' ');
    if (!names.has(id)) names.set(id, name);
    found.set(toKey(name), { id, name: names.get(id) ?? name });
  }
  return found;
}

const lists = { genre: byName(genres), country: byName(countries), language: byName(languages) };

/** Returns the id and the usual name of a genre, country or language by any of its names; undefined when no list has it. */
export const findByName = (kind: keyof typeof lists, name: string): Named | undefined =>
  lists[kind].get(toKey(name));
