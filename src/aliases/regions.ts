/** A region as others call it: the id here, or where it is and whose it is. */
export type RegionAlias = { readonly here?: string; readonly whose?: string; readonly near?: readonly string[] };

/** Names of the console in Chinese, and cities; a city of several words is one word here. */
const names = (): string => `
cn-hangzhou 华东1 杭州
cn-shanghai 华东2 上海
cn-nanjing 华东5 南京
cn-fuzhou 华东6 福州
cn-wuhan-lr 华中1 武汉
cn-qingdao 华北1 青岛
cn-beijing 华北2 北京
cn-zhangjiakou 华北3 张家口
cn-huhehaote 华北5 呼和浩特
cn-wulanchabu 华北6 乌兰察布
cn-shenzhen 华南1 深圳
cn-heyuan 华南2 河源
cn-guangzhou 华南3 广州
cn-chengdu 西南1 成都
cn-hongkong 香港 中国香港
ap-southeast-1 新加坡
ap-southeast-3 吉隆坡 马来西亚
ap-southeast-5 雅加达 印度尼西亚
ap-southeast-6 马尼拉 菲律宾
ap-southeast-7 曼谷 泰国
ap-northeast-1 东京 日本
ap-northeast-2 首尔 韩国
eu-central-1 法兰克福 德国
eu-west-1 伦敦 英国
us-east-1 弗吉尼亚
us-west-1 硅谷
cn-hangzhou chinaeast1 eastchina1 hz cn-hz
cn-shanghai chinaeast2 eastchina2 sh cn-sh
cn-qingdao chinanorth1 northchina1 cn-qd
cn-beijing chinanorth2 northchina2 bj cn-bj
cn-shenzhen chinasouth1 southchina1 sz cn-sz
cn-guangzhou cn-gz
cn-chengdu chinasouthwest1 southwestchina1 cn-cd
cn-hongkong hk cn-hk hkg
ap-southeast-1 sg sgp
ap-southeast-3 malaysia
ap-southeast-5 indonesia
ap-southeast-6 philippines
ap-southeast-7 thailand
ap-northeast-1 japan jp
ap-northeast-2 korea southkorea kr
eu-central-1 germany
eu-west-1 uk england unitedkingdom
me-east-1 uae`;

/** Regions of other clouds that have no namesake here: whose they are, where they lie, and what is near. */
const foreign = (): string => `
us-east-2 AWS Ohio us-east-1
us-west-2 AWS Oregon us-west-1
ca-central-1 AWS Montreal us-east-1
eu-west-3 AWS Paris eu-west-2
eu-north-1 AWS Stockholm eu-central-1
eu-south-1 AWS Milan eu-central-1
ap-south-1 AWS Mumbai ap-southeast-1
ap-northeast-3 AWS Osaka ap-northeast-1
ap-southeast-2 AWS Sydney ap-southeast-1
ap-southeast-4 AWS Melbourne ap-southeast-1
ap-east-1 AWS Hong_Kong cn-hongkong
cn-north-1 AWS Beijing cn-beijing
cn-northwest-1 AWS Ningxia cn-zhongwei
us-gov-west-1 AWS the_USA us-west-1
us-central1 Google_Cloud Iowa us-east-1
us-east1 Google_Cloud South_Carolina us-east-1
us-east4 Google_Cloud Virginia us-east-1
us-west1 Google_Cloud Oregon us-west-1
europe-west1 Google_Cloud Belgium eu-central-1
europe-west2 Google_Cloud London eu-west-1
europe-west3 Google_Cloud Frankfurt eu-central-1
europe-west4 Google_Cloud the_Netherlands eu-central-1
asia-east1 Google_Cloud Taiwan cn-hongkong
asia-east2 Google_Cloud Hong_Kong cn-hongkong
asia-northeast1 Google_Cloud Tokyo ap-northeast-1
asia-southeast1 Google_Cloud Singapore ap-southeast-1
eastus Azure Virginia us-east-1
eastus2 Azure Virginia us-east-1
westus Azure California us-west-1
westus2 Azure Washington us-west-1
westeurope Azure the_Netherlands eu-central-1
northeurope Azure Ireland eu-west-1
uksouth Azure London eu-west-1
germanywestcentral Azure Frankfurt eu-central-1
eastasia Azure Hong_Kong cn-hongkong
southeastasia Azure Singapore ap-southeast-1
japaneast Azure Tokyo ap-northeast-1
koreacentral Azure Seoul ap-northeast-2
chinaeast Azure Shanghai cn-shanghai
chinanorth Azure Beijing cn-beijing
brazilsouth Azure São_Paulo sa-east-1
australiaeast Azure Sydney ap-southeast-1
centralindia Azure Pune ap-southeast-1`;

let made: ReadonlyMap<string, RegionAlias> | undefined;

/** Every name, for tests. */
export const regionNames = (): ReadonlyMap<string, RegionAlias> => (made ??= table());

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

function table(): ReadonlyMap<string, RegionAlias> {
  const own = rows(names()).flatMap(([here = '', ...words]) => words.map((word): [string, RegionAlias] => [word, { here }]));
  const others = rows(foreign()).map(([id = '', whose = '', where = '', ...near]): [string, RegionAlias] => [
    id,
    { whose: `${whose.replace('_', ' ')} (${where.replaceAll('_', ' ')})`, near },
  ]);
  return new Map([...own, ...others]);
}

/** A region by a name of the console, of a city in Chinese, or of another cloud: `华东1（杭州）`, `us-east-2`. */
export function regionMeant(wrong: string): RegionAlias | undefined {
  const names = regionNames();
  const [first = '', second = ''] = wrong.normalize('NFKC').trim().toLowerCase().replaceAll(/[\s)]/g, '').split('(');
  return names.get(first) ?? names.get(second) ?? names.get(first.replaceAll('_', '-'));
}
