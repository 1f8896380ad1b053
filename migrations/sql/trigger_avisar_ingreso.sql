-- So many failed sign-ins in a row under one name are told to the manager, when the limit is reached.
CREATE TRIGGER trigger_avisar_ingreso AFTER UPDATE ON intentos_acceso FOR EACH ROW
BEGIN
  DECLARE v_usuario VARCHAR(200);
  IF NEW.fallos <> OLD.fallos AND NEW.fallos = (
    SELECT a.umbral FROM avisos a WHERE a.tipo = 'ingresos_fallidos' AND a.activo = 1) THEN
    SELECT u.usuario INTO v_usuario FROM usuarios u
    WHERE NEW.clave LIKE '#%' AND u.id_usuario = SUBSTRING(NEW.clave, 2);
    CALL sp_avisar('ingresos_fallidos', NULL,
      CONCAT('Ingresos fallidos: ', COALESCE(v_usuario, SUBSTRING(NEW.clave, 2))),
      CONCAT(NEW.fallos, ' ingresos fallidos seguidos como ', COALESCE(v_usuario, SUBSTRING(NEW.clave, 2)), ' (',
        DATE_FORMAT(ahora_local(), '%d/%m/%Y %H:%i'), ')\n'),
      JSON_OBJECT('usuario', COALESCE(v_usuario, SUBSTRING(NEW.clave, 2)),
        'existe', IF(v_usuario IS NULL, 0, 1), 'fallos', NEW.fallos,
        'fecha', DATE_FORMAT(ahora_local(), '%Y-%m-%d %H:%i:%s')),
      CONCAT('ingreso:', LEFT(SHA2(NEW.clave, 256), 24), ':', DATE_FORMAT(NEW.ultimo_fallo, '%Y%m%d%H%i%s')));
  END IF;
END
