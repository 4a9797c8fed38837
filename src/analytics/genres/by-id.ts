import { byId } from '../by-id.js';
import { genre } from '../subjects.js';

export const genreById = byId(genre);
