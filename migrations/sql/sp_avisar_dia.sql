-- Queues the summary of the day that the hour closes: before noon that is the day before. A day without any business has none.
CREATE PROCEDURE sp_avisar_dia(IN debido DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_dia DATE DEFAULT DATE(debido) - INTERVAL (HOUR(debido) < 12) DAY;
  IF EXISTS (SELECT 1 FROM ventas v WHERE v.dia_negocio = v_dia)
    OR EXISTS (SELECT 1 FROM recargas r WHERE r.dia_negocio = v_dia)
    OR EXISTS (SELECT 1 FROM devoluciones d WHERE d.dia_negocio = v_dia) THEN
    CALL sp_avisar('resumen_diario', NULL, CONCAT('Resumen del día ', DATE_FORMAT(v_dia, '%d/%m/%Y')),
      CONCAT('Las cifras del día ', DATE_FORMAT(v_dia, '%d/%m/%Y'), ': pos report daily --date ', v_dia, '\n'),
      JSON_OBJECT('dia', DATE_FORMAT(v_dia, '%Y-%m-%d')), CONCAT('resumen_diario:', v_dia));
  END IF;
END
