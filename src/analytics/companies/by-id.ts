import { byId } from '../../documents/entities/by-id.js';
import { company } from '../subjects.js';

export const companyById = byId(company);
