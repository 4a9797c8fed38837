import { byId } from '../../documents/entities/by-id.js';
import { genre } from '../subjects.js';

export const genreById = byId(genre);
