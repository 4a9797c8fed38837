/** A genre of TMDB's fixed vocabulary and how the sample edition uses it. */
export type Genre = Readonly<{
  id: number;
  name: string;
  /** Movies of the full data set that carry it; only the proportions matter. */
  weight: number;
  /** How much more (above 1) or less likely it is on the most famous movies. */
  fame: number;
  /** The year around which it was at its height; none means always alike. */
  peak?: number;
}>;

/** The twenty genres of TMDB, most frequent first. */
export const genres: readonly Genre[] = [
  { id: 18, name: 'Drama', weight: 20265, fame: 0.8 },
  { id: 35, name: 'Comedy', weight: 13182, fame: 0.9 },
  { id: 53, name: 'Thriller', weight: 7624, fame: 1.5, peak: 2008 },
  { id: 10749, name: 'Romance', weight: 6735, fame: 0.8, peak: 1940 },
  { id: 28, name: 'Action', weight: 6596, fame: 2.2, peak: 1995 },
  { id: 27, name: 'Horror', weight: 4673, fame: 1, peak: 1988 },
  { id: 80, name: 'Crime', weight: 4307, fame: 1.1, peak: 1975 },
  { id: 99, name: 'Documentary', weight: 3932, fame: 0.1, peak: 2014 },
  { id: 12, name: 'Adventure', weight: 3496, fame: 3, peak: 1938 },
  { id: 878, name: 'Science Fiction', weight: 3049, fame: 2.6, peak: 2012 },
  { id: 10751, name: 'Family', weight: 2770, fame: 1.8, peak: 2002 },
  { id: 9648, name: 'Mystery', weight: 2467, fame: 1, peak: 1945 },
  { id: 14, name: 'Fantasy', weight: 2313, fame: 2.4, peak: 2005 },
  { id: 16, name: 'Animation', weight: 1935, fame: 1.9, peak: 2010 },
  { id: 10769, name: 'Foreign', weight: 1622, fame: 0.1, peak: 2000 },
  { id: 10402, name: 'Music', weight: 1598, fame: 0.6, peak: 1935 },
  { id: 36, name: 'History', weight: 1398, fame: 0.9, peak: 1962 },
  { id: 10752, name: 'War', weight: 1323, fame: 1, peak: 1945 },
  { id: 37, name: 'Western', weight: 1042, fame: 0.7, peak: 1955 },
  { id: 10770, name: 'TV Movie', weight: 767, fame: 0.1, peak: 1998 },
];
