import { averageOf, changePercent, type Dashboard, type DaySums } from '../domain/dashboard.ts';
import { backlogView } from './views-invoice.ts';

const sumsView = (sums: DaySums) => ({
  ventas: sums.sales,
  tickets: sums.tickets,
  promedio: averageOf(sums),
  devuelto: sums.returned,
});

/** What programs read of a day; the same rules as in views.ts. */
export const dashboardView = (data: Dashboard) => ({
  dia: data.day,
  dia_anterior: data.dayBefore,
  hasta: data.until,
  hoy: sumsView(data.today),
  anterior: sumsView(data.before),
  anterior_dia_entero: sumsView(data.wholeBefore),
  cambio_porcentaje: {
    ventas: changePercent(data.today.sales, data.before.sales),
    tickets: changePercent(data.today.tickets, data.before.tickets),
    promedio: changePercent(averageOf(data.today), averageOf(data.before)),
  },
  por_hora: data.hours.map(({ hour, sales, tickets }) => ({ hora: hour, ventas: sales, tickets })),
  medios: data.methods.map(({ name, amount, payments }) => ({ medio: name, monto: amount, pagos: payments })),
  mas_vendidos: data.bestSellers.map(({ name, units, amount }) => ({
    nombre: name,
    unidades: units,
    monto: amount,
  })),
  stock_bajo: {
    cantidad: data.lowStockCount,
    productos: data.lowStock.map(({ name, stock, minimum }) => ({
      nombre: name,
      stock_actual: stock,
      stock_minimo: minimum,
    })),
  },
  recargas: { cantidad: data.topups.count, monto: data.topups.amount },
  cajas: data.tills.map(({ code, name, shift, waiting, uncertain }) => ({
    caja: code,
    nombre: name,
    turno: shift && { abierto_en: shift.openedAt, abierto_por: shift.openedBy },
    por_imprimir: waiting,
    por_revisar: uncertain,
  })),
  correo: {
    por_enviar: data.mail.waiting,
    con_falla: data.mail.failed,
    fallidos: data.mail.failures.map(({ to, reason }) => ({ destinatario: to, error: reason })),
  },
  facturas: data.invoices && backlogView(data.invoices),
});
