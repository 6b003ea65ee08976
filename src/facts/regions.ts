/** The form of a region id; it is checked before a region becomes part of a host name. */
export const regionPattern = '^[a-z]{2,3}(-[a-z0-9]{1,20}){1,5}$';

/**
 * Regions that the user guides name (read 2026-11-21), with their places.
 * An unknown one of the right form is a warning: new regions open all the time.
 */
export const regions: { readonly [id: string]: string } = {
  'cn-hangzhou': 'Hangzhou',
  'cn-shanghai': 'Shanghai',
  'cn-qingdao': 'Qingdao',
  'cn-beijing': 'Beijing',
  'cn-zhangjiakou': 'Zhangjiakou',
  'cn-huhehaote': 'Hohhot',
  'cn-wulanchabu': 'Ulanqab',
  'cn-shenzhen': 'Shenzhen',
  'cn-heyuan': 'Heyuan',
  'cn-guangzhou': 'Guangzhou',
  'cn-chengdu': 'Chengdu',
  'cn-nanjing': 'Nanjing',
  'cn-fuzhou': 'Fuzhou',
  'cn-wuhan-lr': 'Wuhan',
  'cn-zhongwei': 'Zhongwei',
  'cn-hongkong': 'Hong Kong',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-3': 'Kuala Lumpur',
  'ap-southeast-5': 'Jakarta',
  'ap-southeast-6': 'Manila',
  'ap-southeast-7': 'Bangkok',
  'ap-southeast-8': 'Johor',
  'eu-central-1': 'Frankfurt',
  'eu-west-1': 'London',
  'eu-west-2': 'Paris',
  'us-east-1': 'Virginia',
  'us-west-1': 'Silicon Valley',
  'us-southeast-1': 'Atlanta',
  'na-south-1': 'Mexico',
  'sa-east-1': 'São Paulo',
  'me-east-1': 'Dubai',
  'me-central-1': 'Riyadh',
  'cn-hangzhou-finance': 'Hangzhou, finance',
  'cn-shanghai-finance-1': 'Shanghai, finance',
  'cn-shenzhen-finance-1': 'Shenzhen, finance',
  'cn-beijing-finance-1': 'Beijing, finance',
  'cn-north-2-gov-1': 'Beijing, government',
};

/** The known region that an id of a zone is of: `cn-hangzhou-h` and `ap-southeast-1a` have a letter after it. */
export function zoneRegion(zone: string): string | undefined {
  const region = zone.replace(/-?[a-z]$/, '');
  return region !== zone && Object.hasOwn(regions, region) ? region : undefined;
}

/** ECS hosts that do not follow `ecs.<region>.aliyuncs.com` (@alicloud/ecs20140526 7.11.6, read 2026-11-21). */
const oddEcsHosts: { readonly [region: string]: string } = {
  'cn-hangzhou': 'ecs-cn-hangzhou.aliyuncs.com',
  'cn-shanghai-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
  'cn-shenzhen-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
  'cn-north-2-gov-1': 'ecs.aliyuncs.com',
  'cn-hangzhou-finance': 'ecs.aliyuncs.com',
};

/** The host of a service in a region whose form was checked. */
export function hostOf(service: 'ecs' | 'ecd' | 'sts', region: string): string {
  const odd = service === 'ecs' && Object.hasOwn(oddEcsHosts, region) ? oddEcsHosts[region] : undefined;
  return odd ?? `${service}.${region}.aliyuncs.com`;
}
