import type { Issue } from '../../base/issue.ts';
import { pages } from '../../facts/fact.ts';
import { zoneId } from '../../facts/limits/disks.ts';
import { matches } from '../../fields/patterns.ts';
import { zoneRegion } from '../../facts/regions.ts';

type Items = readonly { readonly zone?: string }[];
type ZonesOf = { readonly any?: Items; readonly not?: Items };

/** A copy into the region of the stack itself. */
export function sameRegion(target: string | undefined, region: string): readonly Issue[] {
  if (target !== region) return [];
  return [
    {
      code: 'policy-copy-into-same-region',
      severity: 'warning',
      place: { path: ['crossRegionCopy', 'region'] },
      message: `crossRegionCopy.region is ${region}, the region of the stack; a copy there is lost with its region.`,
      label: 'the stack’s own region',
      help: 'Name another region, or remove crossRegionCopy. No page says that the service refuses it.',
      sources: [pages.createPolicy, pages.copySnapshot],
    },
  ];
}

const isZone = (zone: string): boolean => zoneId.warnings?.every(({ pattern }) => matches(pattern, zone)) ?? true;

/** Whether a zone may be one of a region; those of a special region can have the ids of the common one. */
function isZoneOf(zone: string, region: string): boolean {
  const own = zoneRegion(zone);
  return zone.replace(/-?[a-z]$/, '') === region || (own !== undefined && region.startsWith(`${own}-`));
}

/** Zones of a selector in which no disk of the region can be. */
export function otherZones(disks: ZonesOf, region: string): readonly Issue[] {
  const lists = [['any', disks.any ?? []] as const, ['not', disks.not ?? []] as const];
  return lists.flatMap(([list, items]) =>
    items.flatMap(({ zone }, index): Issue[] => {
      if (zone === undefined || !isZone(zone) || isZoneOf(zone, region)) return [];
      return [
        {
          code: 'policy-zone-of-another-region',
          severity: 'warning',
          place: { path: ['disks', list, index, 'zone'] },
          message: `disks.${list}[${index}].zone is ${zone}, which is no zone of ${region}, the region of the stack: it chooses nothing.`,
          label: `not in ${region}`,
          help: `Write a zone of the region, such as ${region}${/[0-9]$/.test(region) ? 'a' : '-h'}. Disks of another region are protected by another spec.`,
          sources: [pages.describeDisks],
        },
      ];
    }),
  );
}
