import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import type { Figure as FigureValue } from '../measures.js';
import type { Column } from '../parts/data-table.js';
import { Figure } from '../parts/figure.js';
import { linkTo } from '../route.js';

type Partner = {
  rank: number;
  company: { id: number; name: string };
  releases?: number;
  links?: { movies: string };
};

type PartnersProps = {
  title: string;
  subtitle: string;
  call: string;
  rows: readonly Partner[];
  figureName: string;
  empty: string | false;
};

/** Companies by their releases. */
export function Partners({ title, subtitle, call, rows, figureName, empty }: PartnersProps) {
  const ranked = (choose?: (row: Partner) => void): Ranked[] =>
    rows.map((row) => ({
      rank: row.rank,
      name: row.company.name,
      label: <a href={linkTo(`/companies/${row.company.id}`)}>{row.company.name}</a>,
      figure: row.releases as FigureValue,
      show: choose && (() => choose(row)),
    }));
  return (
    <Figure
      name={figureName}
      title={title}
      subtitle={subtitle}
      calls={[call]}
      rows={rows}
      columns={partnerColumns}
      empty={rows.length === 0 && empty}
      choiceOf={(row) =>
        row.links && {
          title: row.company.name,
          link: row.links.movies,
          measure: 'releases',
          figure: row.releases,
        }
      }
      show={(choose) => <RankingBars rows={ranked(choose)} measure="releases" colour="var(--releases)" />}
      drawExport={(width) => drawRanking(ranked(), 'releases', 'var(--releases)', width)}
    />
  );
}

const partnerColumns: Column<Partner>[] = [
  {
    title: 'Company',
    value: (row) => row.company.name,
    cell: ({ company: { id, name } }) => <a href={linkTo(`/companies/${id}`)}>{name}</a>,
  },
  { title: 'Releases', isNumber: true, value: (row) => row.releases },
];
