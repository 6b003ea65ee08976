/** The zones of an abbreviation: several where it is ambiguous, none where it names no place. */
const abbreviations: { readonly [letters: string]: readonly string[] } = {
  AEST: ['Australia/Sydney'],
  BST: ['Europe/London'],
  CDT: ['America/Chicago'],
  CEST: ['Europe/Berlin'],
  CET: ['Europe/Berlin'],
  CST: ['Asia/Shanghai', 'America/Chicago'],
  EDT: ['America/New_York'],
  EET: ['Europe/Athens'],
  EST: ['America/New_York'],
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
  PDT: ['America/Los_Angeles'],
  PRC: ['Asia/Shanghai'],
  PST: ['America/Los_Angeles'],
  SGT: ['Asia/Singapore'],
  WET: ['Europe/Lisbon'],
  WIB: ['Asia/Jakarta'],
  Z: ['UTC'],
  ZULU: ['UTC'],
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

/** The zones that an abbreviation may mean; undefined where it is not one. */
export function zonesOfLetters(name: string): readonly string[] | undefined {
  const letters = name.toUpperCase().replace(/\d[A-Z]{3}$/, '');
  return Object.hasOwn(abbreviations, letters) ? abbreviations[letters] : undefined;
}

/** The zone of a place that has no zone of its name: `Beijing`, `Asia/Beijing`, `America/San_Francisco`. */
export function zoneOfPlace(name: string): string | undefined {
  const city = name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .replaceAll(/[ -]/g, '_');
  return Object.keys(places).find((zone) => (places[zone] as string).split(' ').includes(city));
}
