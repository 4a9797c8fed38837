/** One call of a tool, and the URL of the API that asks the same; `$id` is the id in the first row of the call before. */
export type Step = [tool: string, given: Record<string, unknown>, path: string];

/** Questions of the sample edition as people ask them, with the calls of an assistant that knows the tools. */
export const askedInWords: readonly (readonly [words: string, ...steps: Step[]])[] = [
  [
    'How did Lantern Row Pictures do, year by year?',
    ['find', { of: 'companies', q: 'lantern row' }, 'companies?q=lantern+row'],
    ['by_year', { of: 'companies', id: '$id' }, 'companies/$id/summary-by-year'],
  ],
  [
    'Which studio made most profit in the 1990s, in dollars of today?',
    [
      'top',
      { of: 'companies', by: 'profit', from: 1990, to: 1999, adjust: 'inflation', limit: 1 },
      'companies/top?by=profit&from=1990&to=1999&adjust=inflation&limit=1',
    ],
  ],
  [
    'And what did it release by genre?',
    ['top', { of: 'companies', from: 1990, to: 1999, limit: 1 }, 'companies/top?from=1990&to=1999&limit=1'],
    ['aggregate', { group: ['genre'], company: ['$id'] }, 'movies/aggregate?group=genre&company=$id'],
  ],
  [
    'Which genre was the most popular in each year since 2000?',
    ['most_popular_genre_by_year', { from: 2000 }, 'genres/most-popular-by-year?from=2000'],
  ],
  [
    'How close was that in 2010?',
    [
      'most_popular_genre_by_year',
      { from: 2010, to: 2010, ranking: 'full' },
      'genres/most-popular-by-year?from=2010&to=2010&ranking=full',
    ],
  ],
  [
    'Which genre had most revenue each year, among those with three releases?',
    [
      'most_popular_genre_by_year',
      { by: 'revenue', minReleases: 3 },
      'genres/most-popular-by-year?by=revenue&minReleases=3',
    ],
  ],
  [
    'Does horror return more than drama?',
    ['find', { of: 'genres' }, 'genres'],
    [
      'aggregate',
      { group: ['genre'], measures: ['returnOnInvestment', 'medianProfit'], genre: [27, 18] },
      'movies/aggregate?group=genre&measures=returnOnInvestment,medianProfit&genre=18,27',
    ],
  ],
  ['What is the industry’s revenue by year?', ['by_year', { of: 'movies' }, 'movies/summary-by-year']],
  [
    'What did a typical film cost in the 2010s?',
    [
      'by_year',
      { of: 'movies', figures: 'money-percentiles', from: 2010, to: 2019 },
      'movies/money-percentiles-by-year?from=2010&to=2019',
    ],
  ],
  [
    'Return on investment of animation over the years?',
    [
      'by_year',
      { of: 'genres', id: 16, figures: 'return-on-investment' },
      'genres/16/return-on-investment-by-year',
    ],
  ],
  [
    'How popular were comedies each year?',
    ['by_year', { of: 'genres', id: 35, figures: 'popularity' }, 'genres/35/popularity-by-year'],
  ],
  [
    'In which genres did company 5 release, year by year?',
    [
      'by_year',
      { of: 'companies', id: 5, figures: 'releases-by-genre' },
      'companies/5/releases-by-genre-by-year',
    ],
  ],
  [
    'Who are the ten directors with most revenue?',
    ['top', { of: 'directors', limit: 10 }, 'directors/top?limit=10'],
  ],
  [
    'Which actors lost most?',
    ['top', { of: 'actors', sort: 'profit', limit: 5 }, 'actors/top?sort=profit&limit=5'],
  ],
  [
    'Which countries make most films?',
    ['top', { of: 'countries', by: 'releases', limit: 5 }, 'countries/top?by=releases&limit=5'],
  ],
  [
    'Which collections earned most?',
    ['top', { of: 'collections', by: 'revenue' }, 'collections/top?by=revenue'],
  ],
  [
    'The ten highest-grossing movies?',
    ['top', { of: 'movies', sort: '-revenue', limit: 10 }, 'movies/top?sort=-revenue&limit=10'],
  ],
  [
    'The biggest flops?',
    ['top', { of: 'movies', sort: 'profit', limit: 10 }, 'movies/top?sort=profit&limit=10'],
  ],
  [
    'The best horror films of the 1980s, by weighted rating?',
    [
      'top',
      { of: 'movies', sort: '-weightedRating', genre: [27], decade: [1980] },
      'movies/top?genre=27&decade=1980',
    ],
  ],
  [
    'Is the summer better than the winter?',
    [
      'aggregate',
      { group: ['month'], measures: ['releases', 'revenue', 'medianRevenue'] },
      'movies/aggregate?group=month&measures=releases,revenue,medianRevenue',
    ],
  ],
  [
    'How many French-language movies are there per decade?',
    [
      'aggregate',
      { group: ['decade'], language: ['fr'], limit: 50 },
      'movies/aggregate?group=decade&language=fr&limit=50',
    ],
  ],
  [
    'Revenue by genre and decade, largest first?',
    [
      'aggregate',
      { group: ['genre', 'decade'], measures: ['revenue'], sort: ['-revenue'], limit: 10 },
      'movies/aggregate?group=genre,decade&measures=revenue&sort=-revenue&limit=10',
    ],
  ],
  [
    'What are the totals over everything?',
    [
      'aggregate',
      { measures: ['releases', 'budget', 'revenue', 'profit', 'votes'] },
      'movies/aggregate?measures=releases,budget,revenue,profit,votes',
    ],
  ],
  [
    'What did a director’s movies earn by year?',
    ['find', { of: 'people', q: 'hamish', limit: 1 }, 'people?q=hamish&limit=1'],
    [
      'aggregate',
      { group: ['year'], measures: ['revenue', 'profit'], person: ['$id'] },
      'movies/aggregate?group=year&measures=revenue,profit&person=$id',
    ],
  ],
  [
    'Which movies have an island in the plot?',
    ['find', { of: 'keywords', q: 'island', limit: 1 }, 'keywords?q=island&limit=1'],
    ['search_movies', { q: 'island' }, 'movies/search?q=island'],
  ],
  [
    'Tell me all about the most popular movie.',
    ['search_movies', { sort: 'popularity', limit: 1 }, 'movies/search?sort=popularity&limit=1'],
    ['movie', { id: '$id' }, 'movies/$id'],
  ],
  [
    'Which movies are behind the revenue of drama in 2015?',
    [
      'search_movies',
      { genre: [18], year: [2015], status: ['Released'], minRevenue: 1, sort: 'revenue' },
      'movies/search?genre=18&year=2015&status=Released&minRevenue=1&sort=revenue',
    ],
  ],
  [
    'How are comedies without romance spread over the decades?',
    [
      'search_movies',
      { genre: [35], 'genre.not': [10749], facets: ['decade'], limit: 0 },
      'movies/search?genre=35&genre.not=10749&facets=decade&limit=0',
    ],
  ],
  [
    'Find the movie with the lantern.',
    ['find', { of: 'movies', q: 'lantern', limit: 5 }, 'movies/search?q=lantern&limit=5&facets=none'],
  ],
  ['Series with falls in their name?', ['find', { of: 'collections', q: 'falls' }, 'collections?q=falls']],
  ['Which edition is this, and how complete?', ['editions', {}, 'editions']],
];
