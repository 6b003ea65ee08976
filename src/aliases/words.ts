/** Words for the values of a field, by the value that is meant; separators, casing and a word for the thing itself do not count. */
export type Words = { readonly [value: string]: string };

const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_:.!-]/g, '');

/** The value that a word means; undefined where none does. */
export function wordMeant(words: Words, word: string): string | undefined {
  const folded = fold(word);
  return Object.keys(words).find((value) => fold(value) === folded || (words[value] as string).split(' ').includes(folded));
}

/** What a disk is to its machine. */
export const diskTypes: Words = {
  system: 'sys os osdisk boot bootdisk root rootdisk systemdisk c c\\ 系统 系统盘 系统磁盘 primary',
  data: 'datadisk datadisks d d\\ user userdisk secondary additional 数据 数据盘 数据磁盘',
};

/** Categories of disks as the console and other tools name them. */
export const diskCategories: Words = {
  cloud_essd: 'essd essd云盘 cloudessdpl0 cloudessdpl1 cloudessdpl2 cloudessdpl3 essdpl0 essdpl1 essdpl2 essdpl3 pl0 pl1 pl2 pl3',
  cloud_auto: 'autopl essdautopl essdauto cloudessdauto essdautopl云盘 cloudautopl',
  cloud_essd_entry: 'essdentry entry essdentry云盘',
  cloud_ssd: 'ssd ssd云盘 standardssd clouddiskssd',
  cloud_efficiency: 'efficiency ultra ultradisk 高效云盘 clouddiskefficiency',
  cloud: 'basic basicdisk cloudbasic 普通云盘 hdd',
  cloud_regional_disk_auto: 'regional regionalessd cloudregional regionaldiskauto',
};

/** Words for yes and no. */
export const truths: Words = {
  true: 'yes y on 1 enable enabled oui si sí ja da sim t 是 开 启用 はい 예',
  false: 'no n off 0 disable disabled non nein nao não нет f none null nil 否 关 禁用 いいえ',
};

/** What becomes of tags that others have set. */
export const unlistedTags: Words = {
  keep: 'ignore retain preserve leave',
  remove: 'delete removeall strip prune purge drop clear clean',
};

/** What becomes of disks that are attached and not chosen. */
export const unlistedDisks: Words = {
  keep: 'ignore retain preserve leave stay',
  detach: 'remove delete drop prune unassign cancel',
};

/** Offsets of daylight saving time. */
export const offsets: Words = { standard: 'winter off no false normal std', daylight: 'summer on yes true dst dlst' };

/** Severities as other linters name them. */
export const severities: Words = {
  off: 'ignore ignored none disable disabled no false skip never silent suppress allow null 0',
  info: 'notice note hint information informational suggestion low minor',
  warning: 'warn warnings medium major moderate 1',
  error: 'errors err fatal critical high fail deny forbid blocker true on yes 2',
};
