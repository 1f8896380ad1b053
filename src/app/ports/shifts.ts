import type { Gs } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import type {
  CashDirection,
  CashMove,
  ClosedShift,
  Pile,
  Shift,
  ShiftReading,
  ShiftRow,
  ShiftState,
} from '../../domain/shift.ts';
import type { ActedBy, PrintJob } from '../ports.ts';

export interface OpenShift {
  /** Made once: sending it again answers with the first result. */
  readonly uuid: string;
  readonly tillId: number;
  readonly float: number;
}

export interface MoveCash {
  readonly uuid: string;
  readonly tillId: number;
  readonly direction: CashDirection;
  readonly amount: number;
  readonly reason: string;
}

export interface CloseShift {
  readonly uuid: string;
  readonly tillId: number;
  /** The shift that was counted; null: whichever is open. */
  readonly shiftId: number | null;
  /** By notes and coins, or as one sum. */
  readonly count: readonly Pile[] | Gs;
  /** Needed where the count differs. */
  readonly reason: string;
}

export interface ShiftFilter {
  /** ISO days, both inclusive, of the opening. */
  readonly from?: string;
  readonly to?: string;
  readonly tillId?: number;
  readonly state?: ShiftState;
  readonly limit?: number;
}

/** A sale that waits at a till, as far as a closing says it. */
export interface ParkedHere {
  readonly id: number;
  readonly note: string;
  readonly total: Gs;
  readonly units: number;
  readonly createdAt: string;
}

/** Shifts of a till and the money in its drawer. */
export interface Shifts {
  /** TURNO_YA_ABIERTO. */
  readonly open: (by: ActedBy, request: OpenShift) => Promise<Result<Shift>>;
  /** TURNO_CERRADO, EFECTIVO_INSUFICIENTE, MOTIVO_REQUERIDO. Queues its paper. */
  readonly moveCash: (by: ActedBy, request: MoveCash) => Promise<Result<CashMove>>;
  /** The figures now; TURNO_CERRADO. */
  readonly read: (tillId: number) => Promise<Result<ShiftReading>>;
  /** Stores the figures of now and queues their paper; TURNO_CERRADO. */
  readonly printReading: (by: ActedBy, tillId: number) => Promise<Result<ShiftReading>>;
  /** TURNO_CERRADO, MOTIVO_REQUERIDO {diferencia}. Queues its paper; what waits at the till expires. */
  readonly close: (by: ActedBy, request: CloseShift) => Promise<Result<ClosedShift>>;
  readonly reprint: (by: ActedBy, shiftId: number, tillId: number) => Promise<Result<PrintJob>>;
  /** The open shift of a till; null: none. */
  readonly current: (tillId: number) => Promise<Shift | null>;
  readonly list: (filter: ShiftFilter) => Promise<readonly ShiftRow[]>;
  /** A closed shift; TURNO_INEXISTENTE for an unknown or open one. */
  readonly show: (shiftId: number) => Promise<Result<ClosedShift>>;
  readonly cashMoves: (shiftId: number) => Promise<readonly CashMove[]>;
  /** For the paper of a stored reading or movement. */
  readonly reading: (id: number) => Promise<Result<ShiftReading>>;
  readonly cashMove: (id: number) => Promise<Result<CashMove>>;
  readonly parkedAt: (tillId: number) => Promise<readonly ParkedHere[]>;
  /** Sales need an open shift from now on, or no longer. */
  readonly require: (by: ActedBy, needed: boolean) => Promise<Result<boolean>>;
  readonly required: () => Promise<boolean>;
}
