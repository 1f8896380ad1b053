-- 1 if a role has a permission of src/domain/permissions.ts, of which `permisos` is the copy.
CREATE FUNCTION puede(rol_pedido VARCHAR(12), permiso_pedido VARCHAR(40))
RETURNS TINYINT(1)
READS SQL DATA SQL SECURITY DEFINER
RETURN EXISTS (SELECT 1 FROM permisos p WHERE p.permiso = permiso_pedido AND p.rol = rol_pedido)
