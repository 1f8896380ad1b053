/** The demonstration: what each screen shows. */
export const demo = {
  description: 'muestra una venta de principio a fin sobre una base de prueba que se borra al terminar',
  examples: [
    ['pos demo', 'la muestra en la terminal; cualquier tecla la termina'],
    ['pos demo | less', 'imprime las pantallas como texto'],
  ] as [string, string][],
  preparing: 'Preparando la base de prueba…',
  screens: {
    signIn: 'El cajero inicia sesión',
    empty: 'La caja espera una tarjeta o un producto',
    card: 'Tarjeta escaneada: saldo, responsable y restricciones',
    search: 'Búsqueda: 2* pone la cantidad, las letras buscan',
    restriction: 'Un producto con leche: la advertencia pide una confirmación propia',
    cart: 'El carrito con su total',
    mixed: 'Pago mixto: efectivo y transferencia con referencia',
    done: 'Venta registrada; la próxima tarjeta se escanea sin cerrar nada',
    ticket: 'El ticket, tal como quedó guardado',
  },
};
