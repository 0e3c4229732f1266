import type { TableCell } from '../../../../schemas/fiche-content.ts';

/** One row of a table, cell by cell, with the names of the columns they stand in. */
export interface Row {
  /** What the row is about: the headers among its cells, or else its first cell. */
  name: string;
  cells: { text: string; column: string }[];
}

interface Placed {
  text: string;
  header: boolean;
  /** Where the cell begins: it may reach into the rows and columns that follow. */
  row: number;
  column: number;
}

const isHead = (row: TableCell[]): boolean => row.every(({ header }) => header);

/** Which cell is seen at each row and column: one that spans several is seen at each of them. */
const gridOf = (rows: TableCell[][], textOf: (cell: TableCell) => string): (Placed | undefined)[][] => {
  const grid: (Placed | undefined)[][] = rows.map(() => []);
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column]) column++;
      const placed: Placed = { text: textOf(cell), header: cell.header, row, column };
      for (let below = 0; below < Math.min(cell.rows ?? 1, rows.length - row); below++) {
        const line = grid[row + below] ?? [];
        for (let beside = 0; beside < (cell.columns ?? 1); beside++) line[column + beside] ??= placed;
      }
      column += cell.columns ?? 1;
    }
  }
  return grid;
};

const named = (cells: (Placed | undefined)[]): string => [...new Set(cells.flatMap((cell) => (cell?.text ? [cell.text] : [])))].join(' – ');

/** Squares of a grid. No table that a person reads has more; spans without end would. */
const MOST_SQUARES = 20_000;

const squaresOf = (rows: TableCell[][]): number =>
  rows.reduce(
    (sum, cells, row) => sum + cells.reduce((all, cell) => all + (cell.columns ?? 1) * Math.min(cell.rows ?? 1, rows.length - row), 0),
    0,
  );

const unnamed = (rows: TableCell[][], textOf: (cell: TableCell) => string): Row[] =>
  rows.map((cells) => ({
    name: '',
    cells: cells.map((cell) => ({ text: textOf(cell), column: '' })).filter(({ text }) => text !== ''),
  }));

/** Rows of headers at the top of a table name its columns. */
export const rowsOf = (rows: TableCell[][], textOf: (cell: TableCell) => string): Row[] => {
  if (squaresOf(rows) > MOST_SQUARES) return unnamed(rows, textOf);
  const grid = gridOf(rows, textOf);
  const firstBody = rows.findIndex((row) => !isHead(row));
  const heads = firstBody < 0 ? [] : grid.slice(0, firstBody);
  return grid.map((line, row) => {
    const isBody = firstBody >= 0 && row >= firstBody;
    const headers = isBody ? line.filter((cell) => cell?.header) : [];
    const own = [...new Set(line)].flatMap((cell) => (cell?.row === row && cell.text !== '' ? [cell] : []));
    return {
      name: isBody ? named(headers.length > 0 ? headers : line.slice(0, 1)) : '',
      cells: own.map(({ text, column }) => ({ text, column: isBody ? named(heads.map((head) => head[column])) : '' })),
    };
  });
};
