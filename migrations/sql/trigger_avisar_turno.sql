-- A drawer that differs from what was expected by more than the limit is told to the manager.
CREATE TRIGGER trigger_avisar_turno AFTER UPDATE ON turnos FOR EACH ROW
BEGIN
  DECLARE v_caja CHAR(3);
  DECLARE v_quien VARCHAR(120);
  IF OLD.estado = 'Abierto' AND NEW.estado = 'Cerrado' AND NEW.diferencia <> 0 AND ABS(NEW.diferencia) > (
    SELECT a.umbral FROM avisos a WHERE a.tipo = 'diferencia_turno' AND a.activo = 1) THEN
    SELECT c.codigo INTO v_caja FROM cajas c WHERE c.id_caja = NEW.id_caja;
    SELECT u.nombre INTO v_quien FROM usuarios u WHERE u.id_usuario = NEW.cerrado_por;
    CALL sp_avisar('diferencia_turno', NULL,
      CONCAT('Diferencia de caja ', v_caja, ': Gs. ', REPLACE(FORMAT(NEW.diferencia, 0, 'en_US'), ',', '.')),
      CONCAT('Caja: ', v_caja, '\nCierre Z: ', NEW.numero_z, '\nCerró: ', COALESCE(v_quien, ''),
        '\nEsperado: Gs. ', REPLACE(FORMAT(NEW.esperado, 0, 'en_US'), ',', '.'),
        '\nContado: Gs. ', REPLACE(FORMAT(NEW.contado, 0, 'en_US'), ',', '.'),
        '\nDiferencia: Gs. ', REPLACE(FORMAT(NEW.diferencia, 0, 'en_US'), ',', '.'),
        '\nMotivo: ', COALESCE(NEW.motivo_diferencia, ''), '\n'),
      JSON_OBJECT('caja', v_caja, 'z', NEW.numero_z, 'cerrado_por', v_quien,
        'abierto_en', DATE_FORMAT(NEW.abierto_en, '%Y-%m-%d %H:%i:%s'),
        'fecha', DATE_FORMAT(NEW.cerrado_en, '%Y-%m-%d %H:%i:%s'), 'esperado', NEW.esperado, 'contado', NEW.contado,
        'diferencia', NEW.diferencia, 'motivo', NEW.motivo_diferencia),
      CONCAT('turno:', NEW.id_turno));
  END IF;
END
