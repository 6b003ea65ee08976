/** The zones of an abbreviation: several where it is ambiguous, none where it names no place. */
const abbreviations: { readonly [letters: string]: readonly string[] } = {
  AEDT: ['Australia/Sydney'],
  AEST: ['Australia/Sydney'],
  BST: ['Europe/London'],
  CDT: ['America/Chicago'],
  CEST: ['Europe/Berlin'],
  CET: ['Europe/Berlin'],
  CST: ['Asia/Shanghai', 'America/Chicago'],
  EDT: ['America/New_York'],
  EET: ['Europe/Athens'],
  EST: ['America/New_York'],
  ET: ['America/New_York'],
  GB: ['Europe/London'],
  GMT: ['UTC', 'Europe/London'],
  HKT: ['Asia/Hong_Kong'],
  ICT: ['Asia/Bangkok'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  LOCAL: [],
  MDT: ['America/Denver'],
  MSK: ['Europe/Moscow'],
  MST: ['America/Denver', 'America/Phoenix'],
  NZDT: ['Pacific/Auckland'],
  NZST: ['Pacific/Auckland'],
  PDT: ['America/Los_Angeles'],
  PRC: ['Asia/Shanghai'],
  PST: ['America/Los_Angeles'],
  PT: ['America/Los_Angeles'],
  ROC: ['Asia/Taipei'],
  ROK: ['Asia/Seoul'],
  SGT: ['Asia/Singapore'],
  WET: ['Europe/Lisbon'],
  UCT: ['UTC'],
  UTC: ['UTC'],
  UNIVERSAL: ['UTC'],
  WIB: ['Asia/Jakarta'],
  Z: ['UTC'],
  ZULU: ['UTC'],
};

/** Names of zones in Windows and in words, without "standard", "daylight" and "time". */
const spoken: { readonly [zone: string]: string } = {
  'America/Chicago': 'central|us_central',
  'America/Denver': 'mountain|us_mountain',
  'America/Los_Angeles': 'pacific|us_pacific',
  'America/New_York': 'eastern|us_eastern',
  'America/Sao_Paulo': 'e._south_america|brasilia',
  'Asia/Dubai': 'arabian|gulf',
  'Asia/Kolkata': 'india|indian',
  'Asia/Bangkok': 'se_asia|indochina',
  'Asia/Hong_Kong': '香港',
  'Asia/Seoul': '首尔|韩国',
  'Asia/Singapore': '新加坡|malay_peninsula',
  'Asia/Shanghai': '北京|上海|中国|杭州|深圳|广州|东八区|cn|chn|zh_cn',
  'Asia/Taipei': '台北',
  'Asia/Tokyo': '东京|日本',
  'Australia/Sydney': 'aus_eastern|australian_eastern',
  'Europe/Athens': 'gtb|eastern_european',
  'Europe/Berlin': 'w._europe|central_european|central_europe|柏林|法兰克福',
  'Europe/London': '伦敦|gmt|british|british_summer',
  'Europe/Moscow': 'russian|мск|москва',
  'Europe/Paris': 'romance|巴黎',
  UTC: 'coordinated_universal|universal|greenwich_mean|协调世界时',
};

/** Cities and countries that are not names of zones, by their zone. */
const places: { readonly [zone: string]: string } = {
  'America/Bogota': 'colombia',
  'America/Buenos_Aires': 'argentina',
  'America/Chicago': 'austin dallas houston',
  'America/Los_Angeles': 'california las_vegas portland san_diego san_francisco san_jose seattle silicon_valley',
  'America/Mexico_City': 'mexico',
  'America/New_York': 'atlanta boston miami new_york_city nyc philadelphia virginia washington',
  'America/Sao_Paulo': 'brasilia rio_de_janeiro',
  'America/Toronto': 'ottawa quebec',
  'Asia/Bangkok': 'thailand',
  'Asia/Dubai': 'abu_dhabi uae',
  'Asia/Ho_Chi_Minh': 'danang da_nang hanoi vietnam',
  'Asia/Jakarta': 'bandung',
  'Asia/Jerusalem': 'israel',
  'Asia/Karachi': 'islamabad lahore pakistan',
  'Asia/Kolkata': 'ahmedabad bangalore bengaluru bombay chennai delhi hyderabad india madras mumbai new_delhi pune',
  'Asia/Kuala_Lumpur': 'johor johor_bahru malaysia penang',
  'Asia/Manila': 'cebu philippines',
  'Asia/Riyadh': 'jeddah mecca saudi_arabia',
  'Asia/Seoul': 'busan korea south_korea',
  'Asia/Shanghai':
    'beijing changsha chengdu china dalian fuzhou guangzhou hangzhou hefei heyuan hohhot huhehaote jinan kunming nanjing ningbo peking qingdao shenyang shenzhen suzhou tianjin ulanqab wuhan wulanchabu xiamen xian zhangjiakou zhengzhou zhongwei',
  'Asia/Taipei': 'taiwan',
  'Asia/Tokyo': 'japan kyoto nagoya osaka',
  'Australia/Sydney': 'canberra',
  'Europe/Amsterdam': 'netherlands rotterdam the_hague',
  'Europe/Berlin': 'cologne dusseldorf frankfurt germany hamburg munich',
  'Europe/Istanbul': 'ankara',
  'Europe/London': 'britain edinburgh england great_britain manchester uk united_kingdom',
  'Europe/Madrid': 'barcelona spain',
  'Europe/Paris': 'france lyon marseille',
  'Europe/Rome': 'italy milan',
  'Europe/Zurich': 'basel bern geneva switzerland',
};

/** Every name by what it stands for, for tests. */
export const zoneNamesMeant = (): readonly (readonly [name: string, zones: readonly string[]])[] => [
  ...Object.entries(abbreviations),
  ...Object.entries(places).flatMap(([zone, names]) => names.split(' ').map((name) => [name, [zone]] as const)),
  ...Object.entries(spoken).flatMap(([zone, names]) => names.split('|').map((name) => [name, [zone]] as const)),
];

/** The zones that an abbreviation may mean; undefined where it is not one. */
export function zonesOfLetters(name: string): readonly string[] | undefined {
  const letters = name.toUpperCase().replace(/\d[A-Z]{3}$/, '');
  return Object.hasOwn(abbreviations, letters) ? abbreviations[letters] : undefined;
}

/** `(UTC+08:00) Beijing, Chongqing`, `China Standard Time`, `北京时间 (UTC+8)`: what is left is a place or a word for the zone. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, ' ')
    .replace(/,.*$/, '')
    .trim()
    .replace(/(?:标准)?时间$|標準時間$/, '')
    .replace(/(?:[ _](?:standard|daylight))?[ _]time(?:[ _]zone)?$/, '')
    .replaceAll(/[ -]+/g, '_');

/** The zone of a place that has no zone of its name, or of its name in words: `Asia/Beijing`, `China Standard Time`, `北京时间`. */
export function zoneOfPlace(name: string): string | undefined {
  const [city, words] = [bare(name.slice(name.lastIndexOf('/') + 1)), bare(name)];
  const place = Object.keys(places).find((zone) => (places[zone] as string).split(' ').includes(city));
  return place ?? Object.keys(spoken).find((zone) => (spoken[zone] as string).split('|').includes(words));
}

/** The zone of the region of a cloud that somebody took for one: `cn-hangzhou`. */
export const zoneOfRegion = (name: string): string | undefined => (/^cn-(?!hongkong)[a-z]/.test(name) ? 'Asia/Shanghai' : undefined);

/** `Singapore Standard Time` and `Tokyo Standard Time` as the city that they name. */
export const cityIn = (name: string): string => bare(name);
