import * as z from 'zod';

/** A data set of the package `vega-datasets`, and what the team knows of it. */
export interface Dataset {
  readonly name: string;
  /** Where to look, in this order. */
  readonly files: readonly string[];
  /** What a row must hold to be of use. */
  readonly row: z.ZodType;
  /** Columns whose cells are turned into these types, whatever they came as. */
  readonly types: Readonly<Record<string, 'date' | 'number' | 'string'>>;
  /** The column that the model learns to tell. */
  readonly target: string;
}

const data = 'node_modules/vega-datasets/data';
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'not a number');

/** JSON: titles that are numbers or missing, ratings that are missing, years of the wrong century. */
export const movies: Dataset = {
  name: 'movies',
  files: ['mirror/movies.json', `${data}/movies.json`],
  row: z.looseObject({
    Title: z.union([z.string(), z.number()]),
    'IMDB Rating': z.number().min(0).max(10),
    'Production Budget': z.number().positive(),
  }),
  types: { Title: 'string', 'Release Date': 'date' },
  target: 'IMDB Rating',
};

/** CSV: every cell comes as text. */
export const weather: Dataset = {
  name: 'weather',
  files: [`${data}/seattle-weather.csv`],
  row: z.looseObject({ date: z.iso.date(), temp_max: decimal, temp_min: decimal, wind: decimal }),
  types: { date: 'date', precipitation: 'number', temp_max: 'number', temp_min: 'number', wind: 'number' },
  target: 'temp_max',
};

export const flights = `${data}/flights-2k.json`;

/** What the next team was promised. The real dates read `2001/01/01 06:55`, and some flights leave early. */
export const flightContract = z.object({
  date: z.iso.datetime({ local: true }),
  delay: z.number().nonnegative(),
  distance: z.number().positive(),
});
