import type { World } from './world.ts';

/** The letters that ids start with in a region; ids elsewhere start with those of the first one. */
const regionLetters: { readonly [region: string]: string } = {
  'cn-hangzhou': 'bp1',
  'cn-beijing': '2ze',
  'cn-shanghai': 'uf6',
  'cn-shenzhen': 'wz9',
  'cn-qingdao': 'm5e',
  'cn-hongkong': 'j6c',
  'ap-southeast-1': 't4n',
};

/** The finaliser of SplitMix64: one to one on 64 bits, so that two counts never give one id. */
function mixed(count: number): bigint {
  let bits = BigInt.asUintN(64, BigInt(count) * 0x9e3779b97f4a7c15n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
  return bits ^ (bits >> 31n);
}

/** The next serial of the world, and an id of the service's form made from it: `s-bp1…`, 20 characters after the dash. */
export function newId(world: World, prefix: string, region: string): { readonly id: string; readonly serial: number } {
  world.serial += 1;
  const bits = mixed(world.serial);
  const text = `${bits.toString(36).padStart(13, '0')}${(bits % 1679616n).toString(36).padStart(4, '0')}`;
  return { id: `${prefix}-${regionLetters[region] ?? 'bp1'}${text}`, serial: world.serial };
}
