/** What a place is for and how a usual task goes there: under its keys in the help. */
export const about = {
  sale: 'Escanee la tarjeta del estudiante, o siga sin tarjeta. Ctrl-N encuentra por su nombre a quien no la trajo; con una bloqueada o vencida la venta sigue a su nombre. En los dos casos valen sus restricciones y se paga por otro medio. Escanee los productos o escriba las primeras letras y elija con Enter; 3* antes de un producto pone la cantidad. F4 cobra; F4 otra vez cobra justo en efectivo, y Enter registra. La próxima tarjeta empieza la venta siguiente, sin cerrar nada.',
  warning:
    'El carrito tiene algo que ese estudiante no debe comer. Lea el nombre y la severidad: F9 confirma que se le vende y queda guardado; Supr quita el producto. Si bloquea, hace falta la aprobación de un gerente con un motivo.',
  payment:
    'Elija el medio por su número, escriba el monto y Enter. Se pueden sumar varios medios hasta cubrir el total; solo el efectivo da vuelto. Cuando está cubierto, Enter registra la venta.',
  history:
    'Las ventas de un día en esta tienda; ← → pasan de un día a otro. Escriba parte del número, nombre o monto para encontrar una; Enter muestra su ticket. F11 vuelve a la venta, que sigue como estaba.',
  storedSale:
    'La venta como quedó guardada. Se puede reimprimir, devolver en parte, o anular con un motivo: vuelven el stock y el saldo.',
  printing:
    'Lo que espera salir por la impresora. Si un trabajo está INCIERTO mire el papel: si salió, dígalo; si no, imprímalo otra vez.',
  list: 'Escriba para filtrar y muévase con ↑ ↓, RePág y AvPág. Enter abre la fila marcada; las demás teclas actúan sobre ella. Esc borra lo escrito y después vuelve; F11 va directo a la venta, que sigue como estaba.',
  form: 'Enter o Tab pasan al campo siguiente, ↑ al anterior. En un texto ← → mueven el cursor; en una opción la cambian, o se escribe parte de su nombre; Espacio marca. F4 guarda; si algo está mal, dice qué y lleva al campo. Esc vuelve y pregunta antes de perder lo escrito.',
  text: 'Se lee con ↑ ↓, RePág y AvPág. Esc vuelve; F11 va directo a la venta.',
};

/** First-use hints of the panes; pages of the back office have their own. */
export const hints = {
  sale: 'Escanee una tarjeta o un producto, o escriba un nombre; F4 cobra, F1 explica.',
  history: 'Escriba para buscar; Enter abre la venta, ← → cambian de día.',
  printing: 'Un trabajo incierto espera su decisión: mire el papel.',
  dismiss: (key: string) => `${key} lo quita`,
};
